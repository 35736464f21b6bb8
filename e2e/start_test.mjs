// `npm start` leaves nothing running if it fails.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Collector } from '../js/collector/server.mjs';
import { loadNodeCore } from '../js/node_core.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rtc-vitals-start-'));
after(() => rmSync(folder, { recursive: true }));

test('stops the collector if the port of the call page is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const env = { ...process.env, PORT: '0', CALL_PORT: String(other.address().port) };
  const start = spawn(process.execPath, [fileURLToPath(new URL('demo/start.mjs', import.meta.url))], { cwd: folder, env });
  let errors = '';
  start.stderr.setEncoding('utf8').on('data', (text) => { errors += text; });
  const [status] = await once(start, 'exit');
  other.close();
  assert.equal(status, 1);
  assert.match(errors, /^The call page cannot be served \(.*EADDRINUSE.*\): set another port with CALL_PORT=\.\.\.$/m);
  const next = await Collector.open({ dbPath: join(folder, 'calls.sqlite'), loadCore: loadNodeCore });
  await next.close();
});
