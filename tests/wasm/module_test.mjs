import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import createModule from '../../wasm/module.js';

const load = async (name) => createModule({ wasmBinary: await readFile(new URL(`../../build/wasm/${name}.wasm`, import.meta.url)) });

for (const name of ['browser', 'node']) {
  test(`${name}: passes numbers, booleans and texts in both directions`, async () => {
    const session = new (await load(name)).Session(3735928559);
    assert.equal(session.setSessionId('é, € and 𝄞'), true);
    assert.equal(session.setParameter('no such parameter', 1), false);
    assert.equal(session.closeConnection(session.openConnection('c1')), undefined);
    assert.equal(session.nextBatch('asked'), '');
    assert.equal(session.takeEventsJson(), '[]');
  });

  test(`${name}: exposes the memory as doubles, also after it has grown`, async () => {
    const module = await load(name);
    const session = new module.Session(1);
    const before = module.HEAPF64;
    const doubles = before.length;
    const address = session.rows(doubles);
    assert.equal(before.length, 0, 'growth detaches a view');
    assert.ok(module.HEAPF64.length > doubles);
    assert.equal(address % 8, 0);
  });

  test(`${name}: rejects calls on a deleted object`, async () => {
    const session = new (await load(name)).Session(1);
    session.delete();
    assert.throws(() => session.nextBatch('stop'), /Session.nextBatch: the object is deleted/);
  });

  test(`${name}: does not leak when objects are created and deleted or texts passed`, async () => {
    const module = await load(name);
    const round = () => {
      for (let count = 0; count < 1000; count++) {
        const session = new module.Session(count);
        session.setTag('room_id', 'r'.repeat(count % 100));
        session.delete();
      }
    };
    round();
    const doubles = module.HEAPF64.length;
    for (let count = 0; count < 10; count++) round();
    assert.equal(module.HEAPF64.length, doubles);
  });
}

test("the Node module has every function of the page's", async () => {
  const members = (module) => [...Object.keys(module), ...Object.getOwnPropertyNames(module.Session.prototype)];
  const inNode = members(await load('node'));
  assert.deepEqual(members(await load('browser')).filter((name) => !inNode.includes(name)), []);
});

test("sets a call reader's thresholds by name", async () => {
  const reader = new (await load('node')).CallReader();
  assert.deepEqual([reader.setParameter('batch.samples', 3), reader.setParameter('no.such', 3)], [true, false]);
  reader.delete();
});

test('rejects bytes that are not wasm', async () => {
  await assert.rejects(createModule({ wasmBinary: new Uint8Array(8) }), WebAssembly.CompileError);
});
