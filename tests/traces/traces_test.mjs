// The project's recordings match their description in e2e/lab/README.md, and contain nothing that identifies a person.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const kFolder = fileURLToPath(new URL('.', import.meta.url));
const kMaxBytes = 12_800_000;
const kPrivateMember = '"(address|ip|port|relatedAddress|relatedPort|url|usernameFragment|fingerprint|base64Certificate|'
  + '\\w+CertificateId|label|deviceId)":';
const kPrivate = new RegExp(`${kPrivateMember}|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|"type":"certificate"`);
const files = readdirSync(kFolder, { recursive: true }).filter((file) => /\.(gz|json)$/.test(file));
const names = files.filter((file) => file.endsWith('.jsonl.gz')).map((file) => file.replace('.jsonl.gz', ''));
const textOf = (name) => gunzipSync(readFileSync(join(kFolder, `${name}.jsonl.gz`))).toString();
const truthOf = (name) => JSON.parse(readFileSync(join(kFolder, `${name}.truth.json`), 'utf8'));

for (const name of names) {
  test(`${name}: has ordered polls, faults and gaps within its time span, and no private data`, () => {
    const text = textOf(name);
    assert.equal(kPrivate.exec(text)?.[0], undefined);
    const lines = text.trim().split('\n').map((line) => JSON.parse(line));
    assert.ok(lines.every((line, i) => i === 0 || line.t >= lines[i - 1].t));
    const { t0, tEnd, faults, groundTruthFreezes_rvfc: rvfc, groundTruthFreezes_mstp: mstp, contamination } = truthOf(name);
    for (const { start, end } of [...faults, ...rvfc, ...mstp]) assert.ok(start <= end && end <= tEnd + 1000 && end >= t0 - 1000);
    const spoiledMs = contamination.reduce((sum, beat) => sum + beat.end - beat.start, 0);
    assert.ok(spoiledMs < 500, `the host stalled for ${spoiledMs} ms: record it again`);
  });
}

test('lists every recording in the index, with the role of its folder', () => {
  const index = readFileSync(join(kFolder, 'lab/INDEX.md'), 'utf8');
  for (const name of names) {
    assert.match(index, new RegExp(`^\\| ${basename(name)} \\| ${basename(dirname(name)).replace('-', ' ')} \\|`, 'm'));
  }
});

test("keeps the recordings within the repository's size limit", () => {
  const bytes = files.reduce((sum, file) => sum + statSync(join(kFolder, file)).size, 0);
  assert.ok(bytes < kMaxBytes, `${bytes} bytes`);
});
