// Draws a stream's samples as lines of block letters on one time axis.

const kColumns = 72;
const kLevels = ' ▁▂▃▄▅▆▇█';
const kUnknown = '·';

// Puts the values of each column's share of the time together; a column without a sample has no values.
function columnsOf(t, values, first, last) {
  const width = Math.max(1, last - first);
  const columns = Array.from({ length: kColumns }, () => []);
  t.forEach((time, i) => { if ((values[i] ?? null) !== null) columns[Math.min(kColumns - 1, Math.floor(((time - first) / width) * kColumns))].push(values[i]); });
  return columns;
}

// A column between two samples shows what the one before it showed.
function filled(columns) {
  let before = null;
  return columns.map((values) => (before = values.length ? Math.min(...values) : before));
}

/** A curve, the lowest value of each column: { line, most }, where `most` is what a full block stands for. */
export function curve({ t, values, first, last }) {
  const lowest = filled(columnsOf(t, values, first, last));
  const most = Math.max(0, ...values.filter((value) => value !== null));
  const line = lowest.map((value) => (value === null ? kUnknown : kLevels[most ? Math.round((value / most) * (kLevels.length - 1)) : 0])).join('');
  return { line, most };
}

/** Marks the columns that a stretch { start, end } touches with `mark`. */
export function stretches({ stretches: list, first, last, mark }) {
  const width = Math.max(1, last - first);
  const column = (time) => Math.min(kColumns - 1, Math.max(0, Math.floor(((time - first) / width) * kColumns)));
  const line = Array(kColumns).fill(' ');
  for (const { start, end } of list) line.fill(mark, column(start), column(end) + 1);
  return line.join('');
}

/** The axis below: both ends as time into the call. */
export function axis(first, last, text) {
  const right = text(last - first);
  return `${text(0).padEnd(kColumns - right.length)}${right}`;
}
