// One case: what was found beside the account record, the page, the reasons, the decision.
import { badge, element, moment, words } from './dom.js';
import { comparison } from './comparison.js';
import { crop, pageView } from './page.js';

const severity = { failure: 'fail', warning: 'unsure', info: '' };

function reasons(screening, copy) {
  const list = screening.reasons.map((reason) => element('li', {},
    element('strong', { class: severity[reason.severity] }, words(reason.code)), ' ', reason.message,
    reason.customer_message ? element('blockquote', {}, element('p', {}, reason.customer_message),
      element('button', { type: 'button', class: 'copy', 'aria-label': 'Copy for the customer', title: 'for the customer', onclick: () => copy(reason.customer_message) }, 'Copy')) : null));
  return element('section', { class: 'card' }, element('h3', {}, 'Reasons'),
    list.length ? element('ul', { class: 'plain' }, list) : element('p', { class: 'note' }, 'None.'));
}

function further(screening, load) {
  const row = (title, value, note) => element('li', {}, element('strong', {}, words(title)), ' ', value, note ? element('p', { class: 'note' }, note) : null);
  const runners = element('ul', { class: 'plain' });
  const details = element('details', { class: 'card' }, element('summary', {}, 'Other dates, addresses and runners-up'),
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
  return element('section', { class: 'card' }, element('h3', {}, 'Documents of this ticket'),
    element('ul', { class: 'plain rows' }, screening.attachments.map((each) => element('li', {},
      element('span', {}, badge(each.decision), ' ', each.file, element('p', { class: 'note' }, words(each.kind), each.best ? ', decides' : '')),
      element('button', { type: 'button', 'aria-label': `Look at ${each.file}`, onclick: () => show(each.number) }, 'Look')))));
}

function decide(screening, send) {
  const note = element('input', { id: 'note', maxlength: 2000, autocomplete: 'off', placeholder: 'for your colleagues' });
  const button = (decision, title, key) =>
    element('button', { type: 'button', class: `do-${decision}`, onclick: () => send(decision, note.value) }, title, ' ', element('kbd', { 'aria-hidden': 'true' }, key));
  return element('section', { id: 'decide', 'aria-label': 'Decide' },
    screening.reviews.map((each) => element('p', { class: 'note' }, badge(each.decision), ` by ${each.reviewer}, `, moment(each.at), each.note ? `: ${each.note}` : '')),
    element('label', { for: 'note' }, 'Note'), note, button('accept', 'Accept', 'a'), button('reject', 'Reject', 'r'));
}

function title(screening, doors) {
  const heading = element('h2', { tabindex: -1 }, `Account ${screening.account.id ?? '(no id)'}`);
  const about = [moment(screening.created_at), ' · ', element('code', {}, screening.id)];
  return { heading, bar: element('div', { class: 'title' },
    element('button', { type: 'button', class: 'back', onclick: doors.back }, '‹ Cases'),
    heading, badge(screening.decision), element('p', { class: 'note' }, about)) };
}

/** Fills `main` with the case. `doors` has copy, attachment, picture, send, back. Gives what keys of the keyboard do to its page. */
export function showCase(main, screening, doors) {
  const best = screening.attachments.find((each) => each.best).number;
  const page = pageView(screening, doors.picture);
  const printed = (field) => (screening.document_kept ? crop(field, (number) => doors.picture(best, number)) : null);
  const { heading, bar } = title(screening, doors);
  main.replaceChildren(bar,
    element('div', { class: 'parts' },
      element('div', { class: 'facts' }, reasons(screening, doors.copy), comparison(screening, printed),
        attachments(screening, page.show), further(screening, () => doors.attachment(best))),
      page.view),
    decide(screening, doors.send));
  heading.focus({ preventScroll: true });
  return page;
}
