// Two texts letter by letter: what stands in both, what in one only.

const most_cells = 250_000;

/** Letters that differ in case, accent or width only are the same, and so are a blank, a comma and the end of a line. */
const fold = (letter) => letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[\s,]/g, ' ');

/** How many letters the rests of `x` and `y` have in common: [i][j] for those that begin at i and j. */
function common(x, y) {
  const longest = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1));
  for (let i = x.length - 1; i >= 0; --i) {
    for (let j = y.length - 1; j >= 0; --j) {
      longest[i][j] = x[i] === y[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  return longest;
}

/**
 * [{text, same}] for each side. Where less than half agrees, all differs: single letters that happen to stand in
 * both help nobody. A difference without letter or digit is none.
 */
export function difference(left, right) {
  const a = [...left], b = [...right];
  const apart = [[{ text: left, same: false }], [{ text: right, same: false }]];
  if (a.length * b.length > most_cells) return apart;
  const x = a.map(fold), y = b.map(fold);
  const longest = common(x, y);
  if (longest[0][0] * 2 < Math.min(a.length, b.length)) return apart;
  const sides = [[], []];
  const put = (side, text, same) => {
    const last = sides[side].at(-1);
    if (last?.same === same) last.text += text;
    else sides[side].push({ text, same });
  };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && x[i] === y[j]) {
      put(0, a[i++], true);
      put(1, b[j++], true);
    } else if (j === b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      put(0, a[i++], false);
    } else {
      put(1, b[j++], false);
    }
  }
  for (const run of sides.flat()) run.same ||= !/[\p{L}\p{N}]/u.test(run.text);
  return sides;
}
