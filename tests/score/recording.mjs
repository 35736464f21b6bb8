// Recorded calls, and the core's events for them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const kTrace = '.jsonl.gz';

// [{name, trace: path, truth: path}] of a folder and its subfolders.
export function recordingsIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(kTrace)).sort().map((file) => {
    const trace = join(folder, file);
    return { name: basename(file, kTrace), trace, truth: trace.replace(kTrace, '.truth.json') };
  });
}

// The lines of a recording: every `stride`-th poll of each connection, beginning with the `first`, each modified by `edit`.
export function readLines(trace, { stride = 1, first = 0, edit = null } = {}) {
  const polls = new Map();
  const lines = gunzipSync(readFileSync(trace)).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return lines.filter((line) => {
    if (!line.report) return true;
    const n = polls.get(line.pc) ?? 0;
    polls.set(line.pc, n + 1);
    return n % stride === first;
  }).map((line) => (edit && line.report ? edit(structuredClone(line)) : line));
}

// The core's events of a recording: [{type, phase, connection, stream, t, durationMs, …, reportedAt}];
// `reportedAt` is the time of the poll that reported them.
export function eventsOf(core, lines, parameters = {}) {
  const reader = new core.CallReader();
  for (const [name, value] of Object.entries(parameters)) {
    if (!reader.setParameter(name, value)) throw new Error(`no parameter ${name} accepts ${value}`);
  }
  const events = [];
  let now = 0;
  const take = () => {
    for (const event of JSON.parse(reader.events())) events.push({ ...event, reportedAt: now });
  };
  for (const line of lines) {
    now = line.t;
    const why = reader.read(JSON.stringify(line));
    if (why) throw new Error(`line of t ${line.t}: ${why}`);
    take();
  }
  reader.finish();
  take();
  reader.delete();
  return events;
}

// By connection, a map of a stream's stats id to its track's id.
export function tracksOf(lines) {
  const tracks = new Map();
  for (const { pc, report } of lines) {
    for (const stats of Object.values(report ?? {})) {
      if (stats.type === 'inbound-rtp' && stats.trackIdentifier) tracks.set(`${pc}/${stats.id}`, stats.trackIdentifier);
    }
  }
  return tracks;
}
