// What a batch costs the collector: `node tests/bench/ingest.mjs [--batches 1000] [--streams 50]`. Prints, per batch, the time that the
// core takes to read it, the time to parse the core's result, and the time to store it, with the sizes of both texts. Batches are stored a
// hundred at a time, so that waiting for the disk does not count. `--root` names another checkout of this project, for comparison.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { makeLargeBatch } from './long_session.mjs';

const kGroup = 100;

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '1000' }, streams: { type: 'string', default: '50' },
    root: { type: 'string', default: new URL('../..', import.meta.url).pathname },
  },
});
const load = (name) => import(pathToFileURL(join(values.root, name)));
const { prepareSchema } = await load('js/collector/schema.mjs');
const { openSqlite } = await load('js/collector/sqlite.mjs');
const { Store } = await load('js/collector/store.mjs');
const { loadNodeCore } = await load('js/node_core.mjs');

const folder = await mkdtemp(join(tmpdir(), 'rtc-vitals-'));
const [db, core] = [await openSqlite(join(folder, 'calls.sqlite')), await loadNodeCore()];
prepareSchema(db);
db.exec('PRAGMA synchronous = OFF');
const store = new Store(db);

const spent = { read: 0, parse: 0, store: 0 };
const sizes = { body: 0, decoded: 0 };
function timed(what, work) {
  const start = performance.now();
  const result = work();
  spent[what] += performance.now() - start;
  return result;
}

const streams = Number(values.streams);
const bodies = Array.from({ length: Number(values.batches) }, (_, seq) => JSON.stringify(makeLargeBatch({ seq, streams })));
for (let from = 0; from < bodies.length; from += kGroup) {
  const group = bodies.slice(from, from + kGroup).map((body) => {
    const text = timed('read', () => core.decodeBatch(body));
    const decoded = timed('parse', () => JSON.parse(text));
    if (!decoded.ok) throw new Error(`${decoded.path}: ${decoded.why}`);
    sizes.body += body.length;
    sizes.decoded += text.length;
    return { decoded, body: Buffer.from(body), receivedAt: decoded.sentAt };
  });
  timed('store', () => store.transaction(() => { for (const item of group) store.add(item); }));
}
db.close();
await rm(folder, { recursive: true });

const per = (total, unit, divisor = 1) => `${(total / bodies.length / divisor).toFixed(2)} ${unit}`;
const times = Object.entries(spent).map(([what, ms]) => `${what} ${per(ms, 'ms')}`).join(', ');
const total = per(Object.values(spent).reduce((a, b) => a + b), 'ms');
console.log(`${streams} streams, body ${per(sizes.body, 'kB', 1000)}, result ${per(sizes.decoded, 'kB', 1000)}: ${times}, total ${total}`);
