// Draws a stream's samples as lines of block letters on one time axis, `width` letters wide.

const kLevels = ' ▁▂▃▄▅▆▇█';
const kUnknown = '·';

// Puts the values of each column's share of the time together; a column without a sample has no values.
function columnsOf({ t, values, first, last, width }) {
  const columns = Array.from({ length: width }, () => []);
  t.forEach((time, i) => { if ((values[i] ?? null) !== null) columns[columnOf(time, { first, last, width })].push(values[i]); });
  return columns;
}

function columnOf(time, { first, last, width }) {
  return Math.min(width - 1, Math.max(0, Math.floor(((time - first) / Math.max(1, last - first)) * width)));
}

// A column between two samples shows what the one before it showed.
function filled(columns) {
  let before = null;
  return columns.map((values) => (before = values.length ? Math.min(...values) : before));
}

/** A curve, the lowest value of each column: { line, most }, where `most` is what a full block stands for. */
export function curve({ t, values, ...axis }) {
  const lowest = filled(columnsOf({ t, values, ...axis }));
  const most = Math.max(0, ...values.filter((value) => value !== null));
  const line = lowest.map((value) => (value === null ? kUnknown : kLevels[most ? Math.round((value / most) * (kLevels.length - 1)) : 0])).join('');
  return { line, most };
}

/** Marks the columns that a stretch { start, end, mark } touches; where two touch one column, the later in the list is seen. */
export function stretches({ stretches: list, ...axis }) {
  const line = Array(axis.width).fill(' ');
  for (const { start, end, mark } of list) line.fill(mark, columnOf(start, axis), columnOf(end, axis) + 1);
  return line.join('');
}

/** The axis below: both ends as time into the call. */
export function ends({ first, last, width }, text) {
  const right = text(last - first);
  return `${text(0).padEnd(width - right.length)}${right}`;
}
