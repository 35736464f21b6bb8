// The core's samples of a recorded call: what `rtc-vitals analyze FILE --samples` prints.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../js/cli/main.mjs', import.meta.url));

export function coreSamples(file) {
  const text = execFileSync(process.execPath, [CLI, 'analyze', file, '--samples'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

export function coreSamplesOfPolls(polls) {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-polls-'));
  try {
    const file = join(folder, 'polls.jsonl');
    writeFileSync(file, polls.map((poll) => `${JSON.stringify(poll)}\n`).join(''));
    return coreSamples(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
