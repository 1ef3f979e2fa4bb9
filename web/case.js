// One case: what was found beside the account record, the page, the reasons, the decision.
import { element, shape, words } from './dom.js';
import { difference } from './difference.js';

const fields = ['issuer', 'name', 'address', 'issue_date'];

function recordAddress(address) {
  if (address.lines) return address.lines.join('\n');
  const { line1, line2, city, region, postcode } = address;
  return [line1, line2, [city, region, postcode].filter(Boolean).join(', ')].filter(Boolean).join('\n');
}

function marked(parts) {
  return parts.map(({ text, same }) => (same ? text : element('mark', {}, text)));
}

function lines(nodes) {
  const cell = element('td', { class: 'lines' });
  for (const node of nodes) {
    const isMark = node instanceof HTMLElement;
    const rows = (isMark ? node.textContent : node).split('\n');
    rows.forEach((row, index) => {
      if (index > 0) cell.append(element('br'));
      if (row) cell.append(isMark ? element('mark', {}, row) : row);
    });
  }
  return cell;
}

function compared(title, check, recorded, found) {
  const [left, right] = found ? difference(recorded, found) : [[{ text: recorded, same: true }], []];
  return element('tr', {},
    element('th', { scope: 'row' }, title, element('br'), outcome(check)),
    lines(marked(left)),
    found ? lines(marked(right)) : element('td', {}, element('em', {}, 'not found')));
}

function outcome(check) {
  return element('span', { class: `badge ${check.outcome}` }, check.outcome);
}

function comparison(screening) {
  const { checks, account_record: record, fields: found } = screening;
  const names = [record.name, ...(record.other_names ?? [])].join('\n');
  const date = found.issue_date;
  const rows = [
    compared('Name', checks.name, names, found.name?.value),
    compared('Address', checks.address, recordAddress(record.address), found.address?.lines.join('\n')),
    element('tr', {}, element('th', { scope: 'row' }, 'Date', element('br'), outcome(checks.recency)),
      element('td', {}, `at most ${checks.recency.limit_days} days before ${screening.as_of}`),
      element('td', {}, date ? `${date.value} (“${date.text}”, ${words(date.role)})` : element('em', {}, 'not found'))),
    element('tr', {}, element('th', { scope: 'row' }, 'Kind', element('br'), outcome(checks.document)),
      element('td', {}, words(screening.policy)),
      element('td', {}, words(screening.kind.subkind ?? screening.kind.value), found.issuer ? element('p', { class: 'note' }, found.issuer.value) : null)),
  ];
  return element('section', { class: 'card side' }, element('h3', {}, 'Record and document'),
    element('table', {}, element('thead', {}, element('tr', {}, ['', 'Account record', 'Document'].map((title) => element('th', { scope: 'col' }, title)))),
      element('tbody', {}, rows)),
    element('p', { class: 'note' }, checks.address.message, record.address.country ? ` The record's country is ${record.address.country}.` : ''));
}

function reasons(screening, copy) {
  const list = screening.reasons.map((reason) => element('li', {},
    element('strong', { class: reason.severity === 'failure' ? 'fail' : reason.severity === 'warning' ? 'unsure' : '' }, words(reason.code)), ' ', reason.message,
    reason.customer_message ? element('blockquote', {}, reason.customer_message, ' ',
      element('button', { type: 'button', class: 'copy', onclick: () => copy(reason.customer_message) }, 'Copy')) : null));
  return element('section', { class: 'card side' }, element('h3', {}, 'Reasons'),
    list.length ? element('ul', { class: 'plain' }, list) : element('p', { class: 'note' }, 'None.'));
}

function further(screening, load) {
  const row = (title, value, note) => element('li', {}, element('strong', {}, words(title)), ' ', value, note ? element('p', { class: 'note' }, note) : null);
  const runners = element('ul', { class: 'plain' });
  const details = element('details', { class: 'card side' }, element('summary', {}, 'Other dates, addresses and runners-up'),
    element('ul', { class: 'plain' },
      screening.other_dates.map((date) => row(date.role, `${date.value} (“${date.text}”)`)),
      screening.other_addresses.map((address) => row(address.role, address.lines.join(', ')))),
    element('h3', {}, 'Runners-up'), runners);
  details.addEventListener('toggle', async () => {
    if (!details.open || runners.childElementCount) return;
    const whole = await load();
    runners.append(...whole.runners_up.map((each) => row(each.field, each.value, `confidence ${each.confidence.toFixed(3)}: ${each.evidence.map((item) => item.text).join('; ')}`)));
    if (!whole.runners_up.length) runners.append(element('li', {}, 'None.'));
  });
  return details;
}

function attachments(screening, show) {
  if (screening.attachments.length < 2) return null;
  return element('section', { class: 'card side' }, element('h3', {}, 'Documents of this ticket'),
    element('ul', { class: 'plain' }, screening.attachments.map((each) => element('li', {},
      element('span', { class: `badge ${each.decision}` }, each.decision), ' ', each.file, ' – ', words(each.kind), each.best ? ' (decides)' : '', ' ',
      element('button', { type: 'button', onclick: () => show(each.number) }, 'Look')))));
}

/** The boxes of what was found on one page. */
function boxes(screening, page) {
  const all = fields.filter((field) => screening.fields[field]?.page === page).map((field) => [field, screening.fields[field].box]);
  for (const finding of screening.integrity) if (finding.page === page) all.push(['integrity', finding.box]);
  return all.filter(([, box]) => box.length === 4).map(([field, [x0, y0, x1, y1]]) =>
    shape('rect', { class: field, x: x0 - 0.006, y: y0 - 0.002, width: x1 - x0 + 0.012, height: y1 - y0 + 0.004 }));
}

/** The page and its pager; `picture(number, page)` gives an object URL. */
export function pageView(screening, picture) {
  const best = screening.attachments.find((each) => each.best);
  let number = best.number, page = 1;
  const view = element('section', { class: 'card page', 'aria-label': 'The document' });
  const draw = async () => {
    const own = screening.attachments.find((each) => each.number === number);
    const turn = (step) => { page += step; draw(); };
    const pager = element('div', { class: 'pager' },
      element('button', { type: 'button', disabled: page <= 1, onclick: () => turn(-1), 'aria-label': 'previous page' }, '‹'),
      `Page ${page} of ${Math.max(1, own.pages)}`,
      element('button', { type: 'button', disabled: page >= own.pages, onclick: () => turn(1), 'aria-label': 'next page' }, '›'), own.file);
    if (!screening.document_kept) {
      view.replaceChildren(pager, element('p', { class: 'hint' }, 'The document is not kept. It is where the server runs with --keep-documents.'));
      return;
    }
    try {
      const source = await picture(number, page);
      const svg = shape('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, number === best.number ? boxes(screening, page) : []);
      view.replaceChildren(pager,
        element('figure', {}, element('img', { src: source, alt: `Page ${page} of ${own.file}` }), svg),
        element('ul', { class: 'legend' }, fields.map((field) => element('li', { class: field }, words(field)))));
    } catch (error) {
      view.replaceChildren(pager, element('p', { role: 'alert' }, error.message));
    }
  };
  draw();
  return { view, show: (other) => { number = other; page = 1; draw(); view.scrollIntoView(); } };
}

function decide(screening, send) {
  const note = element('textarea', { id: 'note', rows: 1, maxlength: 2000 });
  const button = (decision, title) => element('button', { type: 'button', class: `do-${decision}`, onclick: () => send(decision, note.value) }, title);
  return element('section', { class: 'card side', id: 'decide', 'aria-label': 'Decide' },
    screening.review ? element('p', { class: 'note' }, `Decided: ${screening.reviews.map((each) => `${each.decision} by ${each.reviewer}${each.note ? ` (${each.note})` : ''}`).join('; ')}`) : null,
    element('label', { for: 'note' }, 'Note'), note,
    element('div', { class: 'buttons' }, button('accept', 'Accept (a)'), button('reject', 'Reject (r)')));
}

/** Fills `main` with the case. `doors` has copy, attachment, picture, send. */
export function showCase(main, screening, doors) {
  const heading = element('h2', { tabindex: -1 }, `Account ${screening.account.id ?? '(no id)'}`);
  const title = element('div', { class: 'wide title' }, heading,
    element('span', { class: `badge ${screening.decision}` }, screening.decision), element('span', { class: 'note' }, `${screening.id}, ${screening.created_at.slice(0, 16).replace('T', ' ')} UTC`));
  const { view, show } = pageView(screening, doors.picture);
  const best = screening.attachments.find((each) => each.best).number;
  main.className = 'open';
  main.replaceChildren(...[title, view, comparison(screening), reasons(screening, doors.copy), attachments(screening, show),
    further(screening, () => doors.attachment(best)), decide(screening, doors.send)].filter(Boolean));
  main.scrollTop = 0;
  heading.focus({ preventScroll: true });
}
