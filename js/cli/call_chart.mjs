// Draws a stream's samples as lines of block characters on one time axis, `width` characters wide.

const kLevels = ' ▁▂▃▄▅▆▇█';
const kUnknown = '·';

// Groups the values by column. A column without a sample has no values.
function columnsOf({ t, values, first, last, width }) {
  const columns = Array.from({ length: width }, () => []);
  t.forEach((time, i) => { if ((values[i] ?? null) !== null) columns[columnOf(time, { first, last, width })].push(values[i]); });
  return columns;
}

function columnOf(time, { first, last, width }) {
  return Math.min(width - 1, Math.max(0, Math.floor(((time - first) / Math.max(1, last - first)) * width)));
}

// A column without a sample repeats the one before it.
function filled(columns) {
  let before = null;
  return columns.map((values) => (before = values.length ? Math.min(...values) : before));
}

/** A curve of the lowest value in each column: { line, max }, where a full block stands for `max`. */
export function curve({ t, values, ...axis }) {
  const lowest = filled(columnsOf({ t, values, ...axis }));
  const max = Math.max(0, ...values.filter((value) => value !== null));
  const line = lowest
    .map((value) => (value === null ? kUnknown : kLevels[max ? Math.round((value / max) * (kLevels.length - 1)) : 0]))
    .join('');
  return { line, max };
}

/** Marks the columns that each { start, end, mark } touches. Where two overlap, the later one in the list is drawn. */
export function stretches({ stretches: list, ...axis }) {
  const line = Array(axis.width).fill(' ');
  for (const { start, end, mark } of list) line.fill(mark, columnOf(start, axis), columnOf(end, axis) + 1);
  return line.join('');
}

/** The labels below the axis: both ends as time into the call. */
export function axisLabels({ first, last, width }, text) {
  const right = text(last - first);
  return `${text(0).padEnd(width - right.length)}${right}`;
}
