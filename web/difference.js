// Two texts letter by letter: what stands in both, what in one only.

/** [{text, same}] for each side; letters that differ in case or accent count as the same. */
export function difference(left, right) {
  const a = [...left], b = [...right];
  if (a.length * b.length > 250_000) return [[{ text: left, same: false }], [{ text: right, same: false }]];
  const fold = (letter) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const x = a.map(fold), y = b.map(fold);
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      common[i][j] = x[i] === y[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const sides = [[], []];
  const put = (side, text, same) => {
    const last = sides[side].at(-1);
    if (last && last.same === same) last.text += text;
    else sides[side].push({ text, same });
  };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && x[i] === y[j]) {
      put(0, a[i++], true);
      put(1, b[j++], true);
    } else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      put(0, a[i++], false);
    } else {
      put(1, b[j++], false);
    }
  }
  return sides;
}
