// Reads a recorded call: JSON lines {"t","pc","report"} with optional host members (perf, getStatsMs, conn, ice, visible), plain or gzip.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

// The polls of a file, in order. `report` becomes an array of stats objects, each with its id.
export function readPolls(file) {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
    .filter((line) => line.report)
    .map((line) => ({ ...line, report: objectsOf(line.report) }));
}

function objectsOf(report) {
  if (Array.isArray(report)) return report;
  return Object.entries(report).map(([id, object]) => ({ ...object, id: object.id ?? id }));
}
