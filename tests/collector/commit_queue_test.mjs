import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CommitQueue } from '../../js/collector/commit_queue.mjs';

function makeQueue(write) {
  const counts = { transactions: 0, recovered: 0 };
  const transaction = (work) => {
    counts.transactions++;
    return work();
  };
  const queue = new CommitQueue({ write, transaction, recover: () => { counts.recovered++; } });
  return { queue, counts };
}

test("commits waiting items together and returns each item's own result", async () => {
  const { queue, counts } = makeQueue((item) => item * 2);
  assert.deepEqual(await Promise.all([queue.add(1), queue.add(2), queue.add(3)]), [2, 4, 6]);
  assert.deepEqual(counts, { transactions: 1, recovered: 0 });
});

test('stores the other items when one cannot be stored', async () => {
  const { queue, counts } = makeQueue((item) => { if (item === 2) throw new Error('bad row'); return item; });
  const results = await Promise.allSettled([queue.add(1), queue.add(2), queue.add(3)]);
  assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(counts, { transactions: 4, recovered: 2 });
});

test('retries a busy database without a rollback', async () => {
  const counts = { begun: 0, recovered: 0 };
  const queue = new CommitQueue({
    write: (item) => item, transaction: (work) => { if (++counts.begun < 4) throw new Error('busy'); return work(); },
    recover: () => { counts.recovered++; }, faultOf: () => 'busy',
  });
  assert.deepEqual(await Promise.all([queue.add(1), queue.add(2)]), [1, 2]);
  assert.deepEqual(counts, { begun: 4, recovered: 0 });
});

test('gives up on a busy database after five seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let begun = 0;
  const queue = new CommitQueue({
    write: (item) => item, transaction: () => { begun++; throw new Error('busy'); }, recover: () => {}, faultOf: () => 'busy',
  });
  const refused = assert.rejects(queue.add(1), { message: 'busy' });
  await new Promise(setImmediate);
  for (let ms = 0; ms < 10_000; ms += 50) t.mock.timers.tick(50);
  await refused;
  assert.equal(begun, 100);
});

test('does not retry each item when the database rejects everything', async () => {
  let begun = 0;
  const queue = new CommitQueue({
    write: (item) => item, transaction: () => { begun++; throw new Error('full'); }, recover: () => {}, faultOf: () => 'database',
  });
  const results = await Promise.allSettled([queue.add(1), queue.add(2), queue.add(3)]);
  assert.deepEqual(results.map(({ status }) => status), ['rejected', 'rejected', 'rejected']);
  assert.equal(begun, 1);
});

test('rejects everything until a failed transaction is rolled back, then resumes', async () => {
  let fault = true;
  const written = [];
  const queue = new CommitQueue({
    write: (item) => { written.push(item); if (fault) throw new Error('damaged'); return item; }, transaction: (work) => work(),
    recover: () => { if (fault) throw new Error('damaged as well'); }, faultOf: () => 'database',
  });
  await assert.rejects(queue.add(1), { message: 'damaged' });
  const results = await Promise.allSettled([queue.add(2), queue.add(3)]);
  assert.deepEqual(results.map(({ reason }) => reason.message), ['damaged as well', 'damaged as well']);
  fault = false;
  assert.equal(await queue.add(4), 4);
  assert.deepEqual(written, [1, 4]);
});
