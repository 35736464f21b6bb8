// Recording into a folder that already has recordings, sorted by role or not.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-set-'));
after(() => rmSync(folder, { recursive: true }));

test('records nothing twice, and lists the recordings of every set', () => {
  const names = ['tuning/loop-clean-chromium-11', 'stacks/net-loss-gstreamer-firefox-1308'];
  for (const name of names) cpSync(pathOf(`../../tests/traces/lab/${name}.truth.json`), join(folder, `${name}.truth.json`));
  execFileSync(process.execPath, [pathOf('record_set.mjs'), '--out', folder, '--only', 'loop-clean-chromium-11'], { timeout: 20_000 });
  const index = readFileSync(join(folder, 'INDEX.md'), 'utf8');
  assert.deepEqual([...index.matchAll(/^\| (\S+-\d+) \| (\w+) \|/gm)].map(([, name, role]) => `${role}/${name}`), names);
});
