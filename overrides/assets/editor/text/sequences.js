// What turns one list into another with few changes: the rule of Python's difflib, whose edits
// `playbook` makes, so that the same items stay where they are.

/** @typedef {{ kind: "equal" | "replace" | "delete" | "insert", a: number, b: number, c: number, d: number }} Step */

/**
 * The longest run that two stretches have in common, the earliest of these.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number[]} within
 */
const longest = (one, other, [aLow, aHigh, bLow, bHigh]) => {
  let best = [aLow, bLow, 0];
  let lengths = new Map();
  for (let i = aLow; i < aHigh; i++) {
    const next = new Map();
    for (let j = bLow; j < bHigh; j++) {
      if (one[i] !== other[j]) continue;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best[2]) best = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  return best;
};

/**
 * @param {string[]} one
 * @param {string[]} other
 * @param {number[]} within
 * @returns {number[][]}
 */
const runs = (one, other, within) => {
  const [aLow, aHigh, bLow, bHigh] = within;
  const [i, j, size] = longest(one, other, within);
  if (!size) return [];
  return [
    ...runs(one, other, [aLow, i, bLow, j]),
    [i, j, size],
    ...runs(one, other, [i + size, aHigh, j + size, bHigh]),
  ];
};

/**
 * The steps from one list of texts to another.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {Step[]}
 */
export const stepsBetween = (one, other) => {
  let [i, j] = [0, 0];
  /** @type {Step[]} */
  const steps = [];
  const all = [...runs(one, other, [0, one.length, 0, other.length]), [one.length, other.length, 0]];
  for (const [a, b, size] of all) {
    if (i < a || j < b) steps.push({ kind: i < a && j < b ? "replace" : i < a ? "delete" : "insert", a: i, b: a, c: j, d: b });
    if (size) steps.push({ kind: "equal", a, b: a + size, c: b, d: b + size });
    [i, j] = [a + size, b + size];
  }
  return steps;
};
