// Samples as columns to plot, in memory that does not grow with the call. Rows are merged into groups whose size doubles as needed, and a group keeps the
// minimum and maximum of every member, so that no dip or peak is lost at screen width.

const kMostGroups = 1500;  // twice the columns of a plot

const least = (a, b) => (a === null || (b !== null && b < a) ? b : a);
const most = (a, b) => (a === null || (b !== null && b > a) ? b : a);

function join(a, b) {
  return { first: a.first, last: b.last, rows: a.rows + b.rows, least: a.least.map((value, i) => least(value, b.least[i])), most: a.most.map((value, i) => most(value, b.most[i])) };
}

export class ThinColumns {
  #names;
  #groups = [];
  #perGroup = 1;

  /** `names`: the members to keep. */
  constructor(names) {
    this.#names = names;
  }

  /** Adds the sample of time `t`, later than the one before. Missing members become null. */
  add(t, sample) {
    const values = this.#names.map((name) => sample[name] ?? null);
    const row = { first: t, last: t, rows: 1, least: values, most: values };
    const open = this.#groups.at(-1);
    if (open && open.rows < this.#perGroup) this.#groups[this.#groups.length - 1] = join(open, row);
    else this.#groups.push(row);
    if (this.#groups.length > kMostGroups) this.#halve();
  }

  #halve() {
    this.#perGroup *= 2;
    const pairs = [];
    for (let i = 0; i < this.#groups.length; i += 2) pairs.push(i + 1 < this.#groups.length ? join(this.#groups[i], this.#groups[i + 1]) : this.#groups[i]);
    this.#groups = pairs;
  }

  /** { t, columns }: one row per sample while there are few, else two per group (minimum, maximum). A member that is never known has no column. */
  finish() {
    const rows = this.#groups.flatMap((group) => (group.rows === 1 ? [[group.first, group.least]] : [[group.first, group.least], [group.last, group.most]]));
    const columns = this.#names.map((name, i) => [name, rows.map(([, values]) => values[i])]).filter(([, values]) => values.some((value) => value !== null));
    return { t: rows.map(([t]) => t), columns: Object.fromEntries(columns) };
  }
}
