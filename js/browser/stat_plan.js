// Parses the core's table of what to read from a report (core/seam/stat_table.h). The names of members are only in that table, not in JS.

// `a|b`: the first of these members that exists; `a.b`: member b of object a.
const pathsOf = (source) => source.split('|').map((path) => path.split('.'));

/**
 * The plans by type name: {type, row, members: [{kind: 'n'|'b'|'i'|'l', name, paths}]}.
 * `name` is null unless the only path is a plain member name.
 */
export function readStatTable(text) {
  const plans = new Map();
  for (const line of text.split('\n')) {
    const [type, list] = line.split('\t');
    if (!list) continue;
    const members = list.split(',').filter(Boolean).map((member) => {
      const paths = pathsOf(member.slice(1));
      return { kind: member[0], name: paths.length === 1 && paths[0].length === 1 ? paths[0][0] : null, paths };
    });
    plans.set(type, { type, row: plans.size, members });
  }
  return plans;
}

/** The value at the first of `paths` that is neither null nor undefined; undefined if there is none. */
export function readPaths(stats, paths) {
  for (const [name, inner] of paths) {
    const value = inner === undefined ? stats[name] : stats[name]?.[inner];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Calls `take` with each stats object of a report, which is an RTCStatsReport, an array, or an object keyed by id. */
export function eachStats(report, take) {
  if (typeof report.forEach === 'function') report.forEach(take);
  else Object.values(report).forEach(take);
}

const copyPath = (from, to, [name, inner]) => {
  const value = from[name];
  if (value === undefined) return;
  if (inner === undefined) to[name] = value;
  else if (value?.[inner] !== undefined) (to[name] ??= {})[inner] = value[inner];
};

/** A report reduced to what the core reads: objects of the table's types with the table's members. It contains no network addresses. */
export function cutReport(plans, hostType, report) {
  const cut = [];
  eachStats(report, (stats) => {
    const plan = plans.get(stats?.type);
    if (!plan || plan.type === hostType) return;
    const kept = { id: stats.id, type: stats.type, timestamp: Number(stats.timestamp) };
    for (const { paths } of plan.members) for (const path of paths) copyPath(stats, kept, path);
    cut.push(kept);
  });
  return cut;
}
