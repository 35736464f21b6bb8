// On a file system of 2 MB, which only root can mount.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeBatch, startCollector } from './harness.mjs';

const kDiskKiB = 2048;
const kSpareBytes = 300 * 1024;

function mount(folder) {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kDiskKiB}k`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('fills a small disk with batches rather than logs, and resumes when space is freed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
  const isMounted = mount(folder);
  t.after(() => {
    if (isMounted) execFileSync('umount', ['--lazy', folder]);
    return rmdir(folder);
  });
  if (!isMounted) return t.skip('no file system can be mounted here');
  const spare = join(folder, 'spare');
  writeFileSync(spare, Buffer.alloc(kSpareBytes));
  const { post, close, dbPath } = await startCollector(t, { dbPath: join(folder, 'calls.sqlite') });
  let seq = 0;
  const send = async () => (await post(JSON.stringify(makeBatch({ seq, start: 1_800_000_000_000 + 4000 * seq++ })))).status;
  let stored = 0;
  while (await send() === 202) assert.ok(++stored < 5000, 'the disk should be full by now');
  assert.ok(stored > 400, `only ${stored} batches, of a few hundred bytes each`);
  assert.equal(await send(), 503);
  rmSync(spare);
  const statuses = [];
  for (let i = 0; i < 40; i++) statuses.push(await send());
  assert.deepEqual(statuses, Array(40).fill(202));
  await close();
  assert.ok(statSync(dbPath).size > kSpareBytes);
});
