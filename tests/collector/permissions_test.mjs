// A database file must be writable: SQLite would open a read-only one, and let several processes "lock" it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from './harness.mjs';

const kNobody = 65534;  // a user id without permissions; root could write everything
const moduleOf = (path) => JSON.stringify(new URL(`../../js/${path}`, import.meta.url).href);

/** Opens `first` and closes it again. Then tries, as a user other than root, to open `second`, and returns the result. */
const openAsNobody = async (first, second) => (await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `
  import { Collector } from ${moduleOf('collector/server.mjs')};
  import { loadNodeCore } from ${moduleOf('node_core.mjs')};
  const core = await loadNodeCore();
  const open = (dbPath) => Collector.open({ dbPath, loadCore: () => core });
  await (await open(${JSON.stringify(first)})).close();
  if (process.getuid() === 0) process.setuid(${kNobody});
  console.log(await open(${JSON.stringify(second)}).then(() => 'opened', (error) => error.message));
  process.exit();`])).stdout.trim();

test('refuses a read-only database, lock or folder, naming it', async (t) => {
  const cases = [
    [{ '': 0o777, 'calls.sqlite': 0o666, 'calls.sqlite.lock': 0o666 }, /^opened$/],
    [
      { '': 0o777, 'calls.sqlite': 0o444, 'calls.sqlite.lock': 0o666 },
      /calls\.sqlite cannot be used: no permission to read and write it$/,
    ],
    [
      { '': 0o777, 'calls.sqlite': 0o666, 'calls.sqlite.lock': 0o444 },
      /cannot be used: its lock, .*calls\.sqlite\.lock: no permission to read and write it$/,
    ],
    [{ '': 0o555, 'calls.sqlite': 0o666, 'calls.sqlite.lock': 0o666 }, /cannot be used: no permission to write to the folder /],
  ];
  const [folder, other] = [await temporaryFolder(t), await temporaryFolder(t)];
  const db = join(folder, 'calls.sqlite');
  await openAsNobody(db, join(other, 'second.sqlite'));
  for (const [modes, message] of cases) {
    for (const [name, mode] of Object.entries(modes)) chmodSync(join(folder, name), mode);
    const answer = await openAsNobody(join(other, 'first.sqlite'), db);
    chmodSync(folder, 0o700);
    assert.match(answer, message);
  }
});
