import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../../web/difference.js';

/** "Ann [B]rook": what differs stands in brackets. */
const shown = (side) => side.map(({ text, same }) => (same ? text : `[${text}]`)).join('');

test('letters that stand on one side only are marked', () => {
  const cases = [
    ['equal texts', 'Ann Brook', 'Ann Brook', 'Ann Brook', 'Ann Brook'],
    ['one letter more', 'Brookes', 'Brooks', 'Brook[e]s', 'Brooks'],
    ['one letter for another', '1182 Elm', '1183 Elm', '118[2] Elm', '118[3] Elm'],
    ['case, accents and width are no difference', 'Zoë Müller', 'ZOE ＭÜLLER', 'Zoë Müller', 'ZOE ＭÜLLER'],
    ['a comma, a blank and a new line are one', '1 Elm St\nLeeds', '1 Elm St, Leeds', '1 Elm St\nLeeds', '1 Elm St, Leeds'],
    ['a full stop is no difference', 'Eleanor J. Whitfield', 'Eleanor J Whitfield', 'Eleanor J. Whitfield', 'Eleanor J Whitfield'],
    ['a second person', 'Ann Brook', 'ANN & OLIVIA BROOK', 'Ann Brook', 'ANN [& OLIVIA ]BROOK'],
    ['two that have little in common differ as a whole', 'Kathleen Summers', 'Piotr Nowak', '[Kathleen Summers]', '[Piotr Nowak]'],
    ['letters beyond the first plane stay whole', '𠮷田 花子', '𠮷田 花世', '𠮷田 花[子]', '𠮷田 花[世]'],
    ['nothing', '', '', '', ''],
  ];
  for (const [what, left, right, markedLeft, markedRight] of cases) {
    assert.deepEqual(difference(left, right).map(shown), [markedLeft, markedRight], what);
  }
});

test('texts too long to be compared differ as a whole', () => {
  const [left] = difference('x'.repeat(600), 'x'.repeat(600));
  assert.deepEqual(left, [{ text: 'x'.repeat(600), same: false }]);
});
