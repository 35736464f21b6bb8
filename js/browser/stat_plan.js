// The core's table of what is read from a report (core/seam/stat_table.h), as text from the core; no member is named in JS.

// A member is read from the first of `a|b` that is there; `a.b` lies one level deep.
const pathsOf = (source) => source.split('|').map((path) => path.split('.'));

/** The plans by type name. A plan is {type, row, members: [{kind: 'n'|'b'|'i'|'l', name, paths}]}; `name` is null where there is more than one way. */
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

/** What a member with more than one way to it holds; undefined where none leads anywhere. */
export function readPaths(stats, paths) {
  for (const [name, inner] of paths) {
    const value = inner === undefined ? stats[name] : stats[name]?.[inner];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Calls `take` with each object of a report: an RTCStatsReport, an array, or an object by id. */
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

/** A report cut down to what the core reads: objects of the table's types with the table's members. So no address is in it. */
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
