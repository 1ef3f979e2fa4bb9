// The account record beside what was found, field by field.
import { badge, element, words } from './dom.js';
import { difference } from './difference.js';

function recordAddress(address) {
  if (address.lines) return address.lines.join('\n');
  const { line1, line2, city, region, postcode } = address;
  return [line1, line2, [city, region, postcode].filter(Boolean).join(', ')].filter(Boolean).join('\n');
}

const marked = (parts) => parts.map(({ text, same }) => (same ? text : element('mark', {}, text)));

const missing = () => element('em', {}, 'not found');

/** One field; `record` and `found` are lists of nodes, `below` stands under both. */
function field(title, check, record, found, below) {
  const side = (name, nodes) => element('div', {}, element('dt', {}, name), element('dd', {}, nodes));
  return element('section', { class: 'field' },
    element('h4', {}, element('span', {}, title), badge(check.outcome)),
    element('dl', {}, side('Record', record), side('Document', found)),
    below);
}

function compared(title, check, recorded, found, below) {
  if (!found) return field(title, check, [recorded], [missing()]);
  const [left, right] = difference(recorded, found);
  return field(title, check, marked(left), marked(right), below);
}

function unlikeParts({ outcome, parts = {} }) {
  const unlike = Object.entries(parts).filter(([, how]) => how !== 'same');
  if (outcome === 'pass' || !unlike.length) return null;
  return element('ul', { class: 'chips' }, unlike.map(([part, how]) => element('li', { class: how }, `${words(part)} ${how}`)));
}

function dateFound(date, check) {
  if (!date) return [missing()];
  const age = Number.isInteger(check.age_days) ? `, ${check.age_days} days old` : '';
  return [date.value + age, element('p', { class: 'note' }, `“${date.text}”, ${words(date.role)}`,
    date.other_value ? `; may also be read as ${date.other_value}` : '')];
}

/** `crop(field)` gives the place of a field on its page, enlarged, or null. */
export function comparison({ checks, account_record: record, fields, as_of, policy, kind }, crop) {
  const names = [record.name, ...(record.other_names ?? [])].join('\n');
  const { name, address, issue_date: date, issuer } = fields;
  return element('section', { class: 'card' }, element('h3', {}, 'Record and document'),
    compared('Name', checks.name, names, name?.value, crop(name)),
    compared('Address', checks.address, recordAddress(record.address), address?.lines.join('\n'),
      [unlikeParts(checks.address), crop(address)]),
    field('Date', checks.recency, [`at most ${checks.recency.limit_days} days before ${as_of}`],
      dateFound(date, checks.recency), crop(date)),
    field('Kind', checks.document, [`what the policy “${policy}” takes`],
      [words(kind.subkind ?? kind.value), issuer ? element('p', { class: 'note' }, issuer.value) : null]),
    checks.integrity.outcome === 'pass' ? null
      : field('Integrity', checks.integrity, ['no sign that the file was changed'], [words(checks.integrity.code)]),
    record.address.country ? element('p', { class: 'note' }, `The record's country is ${record.address.country}.`) : null);
}
