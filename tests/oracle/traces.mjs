// Locations of recorded calls: the project's own in tests/traces, and those of $RTC_VITALS_TRACES if it is set.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kOwn = fileURLToPath(new URL('../traces', import.meta.url));

export function ownTraces() {
  return tracesIn(kOwn);
}

// Empty if the variable is not set.
export function sharedTraces() {
  const folder = process.env.RTC_VITALS_TRACES;
  return folder ? tracesIn(folder) : [];
}

// A selection of those for slow tests, some of every kind: both browsers, simulcast, resets, several connections, the callback form.
const kSome =
  /(J01-chromium|L13-chromium|N05-firefox|N13-chromium|chrome-standard-multiple-p2p|safari-relay|google-legacy-stats-sfu)\.jsonl/;

export function someSharedTraces() {
  return process.env.RTC_VITALS_LONG ? sharedTraces() : sharedTraces().filter((file) => kSome.test(file));
}

function tracesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((name) => /\.jsonl(\.gz)?$/.test(name)).sort().map((name) => join(folder, name));
}
