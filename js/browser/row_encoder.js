// Writes a report as rows of doubles: type, id, timestamp, members; NaN if absent.
// Texts are interned, so that each crosses to the core once.
import { eachStats, readPaths, readStatTable } from './stat_plan.js';

const kRowHeader = 3; // type, id, timestamp: core/seam/stat_table.h
const kHost = 'host'; // the row with the facts that are not in the report

// Some engines report numbers as strings and the timestamp as a Date.
function toNumber(value) {
  if (value === undefined || value === null || value === '') return NaN;
  return Number(value);
}

function createTexts(intern) {
  const numbers = new Map();
  const texts = [];
  return {
    numberOf(text) {
      let number = numbers.get(text);
      if (number === undefined) {
        if (typeof text !== 'string' || text === '') return NaN;
        number = intern(text);
        numbers.set(text, number);
        texts[number] = text;
      }
      return number;
    },
    forget(number) {
      numbers.delete(texts[number]);
      delete texts[number];
    },
    get size() { return numbers.size; },
  };
}

/** An encoder for one session of the core. Of a report it keeps only the interned texts. */
export function createRowEncoder(core, session) {
  const plans = readStatTable(core.statTable());
  const host = plans.get(kHost);
  const ids = createTexts((text) => session.internId(text));
  const labels = createTexts((text) => session.internLabel(text));
  let rows = new Float64Array(4096);
  let used = 0;

  function writeRow(plan, stats, id) {
    const { members } = plan;
    const end = used + kRowHeader + members.length;
    if (end > rows.length) {
      const longer = new Float64Array(2 * end);
      longer.set(rows);
      rows = longer;
    }
    rows[used] = plan.row;
    rows[used + 1] = id;
    rows[used + 2] = toNumber(stats.timestamp);
    let at = used + kRowHeader;
    for (let i = 0; i < members.length; i++, at++) {
      const member = members[i];
      const value = member.name === null ? readPaths(stats, member.paths) : stats[member.name];
      if (typeof value === 'number' && member.kind === 'n') rows[at] = value;
      else if (value === undefined) rows[at] = NaN;
      else if (member.kind === 'n') rows[at] = toNumber(value);
      else if (member.kind === 'b') rows[at] = value === true ? 1 : value === false ? 0 : NaN;
      else rows[at] = (member.kind === 'i' ? ids : labels).numberOf(value);
    }
    used = end;
  }

  function writeStats(stats) {
    const plan = plans.get(stats?.type);
    if (plan && plan !== host) writeRow(plan, stats, ids.numberOf(stats.id));
  }

  return {
    plans,
    hostType: kHost,
    /**
     * Writes `facts` ({t, perf, getStatsMs, conn, ice, visible}) and the report to the core's buffer.
     * Returns the number of doubles written.
     */
    encode(facts, report) {
      used = 0;
      writeRow(host, facts, 0);
      rows[2] = facts.t; // its timestamp
      eachStats(report, writeStats);
      // Only after the last intern(), which may grow the wasm memory; growth detaches all earlier views.
      const address = session.rows(used);
      core.HEAPF64.set(rows.subarray(0, used), address / Float64Array.BYTES_PER_ELEMENT);
      return used;
    },
    /** Forgets ids whose numbers the core will reuse. `list`: e.g. "3,17". */
    release(list) {
      for (const number of list.split(',')) ids.forget(Number(number));
    },
    get texts() { return ids.size + labels.size; },
  };
}
