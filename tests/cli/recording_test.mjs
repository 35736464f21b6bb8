// Reading a recording: gzip and lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { inflated, linesIn } from '../../js/cli/recording.mjs';
import { recordedCall } from './recorded_call.mjs';
import { analyze, plain, write } from './run_analyze.mjs';

const firstHalf = (bytes) => bytes.subarray(0, bytes.length >> 1);
const secondHalf = (bytes) => bytes.subarray(bytes.length >> 1);

async function textOf(chunks) {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

// Yields the bytes in chunks of this length.
async function* chunked(bytes, length) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

for (const [what, spoil] of [
  ['is cut off', firstHalf],
  ['is damaged', (bytes) => Buffer.concat([firstHalf(bytes), Buffer.alloc(100, 0xff), secondHalf(bytes)])],
]) {
  test(`reads gzip that ${what} up to there, and reports the skipped rest`, async (t) => {
    const path = await write(t, 'call.jsonl.gz', spoil(gzipSync(plain(recordedCall({ seconds: 300 })))));
    const { out, err, status } = await analyze('--json', path);
    assert.equal(status, 0);
    const [{ samples, freezes }] = JSON.parse(out).connections;
    assert.ok(samples > 100 && freezes.length === 1, `${samples}`);
    assert.match(err, /call\.jsonl\.gz:\d+: gzip that cannot be decompressed any further \(.+\); the rest is skipped\n$/);
  });
}

test('detects gzip in a stream that arrives byte by byte', async () => {
  for (const text of ['', 'a', 'ab\n']) {
    for (const bytes of [Buffer.from(text), gzipSync(text)]) assert.equal(await textOf(inflated(chunked(bytes, 1))), text);
  }
});

test('reads UTF-16 as Windows PowerShell writes it', async (t) => {
  const path = await write(t, 'call.jsonl', Buffer.from(`\ufeff${plain(recordedCall({ seconds: 3 }))}`, 'utf16le'));
  const { out, err, status } = await analyze('--json', path);
  assert.deepEqual([err, status], ['', 0]);
  assert.equal(JSON.parse(out).connections[0].samples, 3);
});

test('ignores zero bytes after gzip data, however they are chunked', async () => {
  const text = plain(recordedCall());
  for (const zeros of [1, 1000, 100_000]) {
    const padded = Buffer.concat([gzipSync(text), gzipSync(text), Buffer.alloc(zeros)]);
    for (const length of [padded.length, 100, padded.length - zeros]) {
      assert.equal(await textOf(inflated(chunked(padded, length))), text + text, `${zeros} zero bytes, in chunks of ${length}`);
    }
  }
});

test('reads a gzip file padded with zero bytes, and the file after it', async (t) => {
  const padded = await write(t, 'padded.jsonl.gz', Buffer.concat([gzipSync(plain(recordedCall())), Buffer.alloc(1)]));
  const next = await write(t, 'next.jsonl', plain(recordedCall({ seconds: 3 })));
  const { out, err, status } = await analyze('--json', padded, next);
  assert.deepEqual([err, status], ['', 0]);
  assert.deepEqual(out.trim().split('\n').map((line) => JSON.parse(line).connections[0].samples), [30, 3]);
});

test('splits lines across chunks and at either line ending, and rejects an overlong line', async () => {
  const lines = async (texts, longest) => {
    const all = [];
    for await (const line of linesIn(texts, longest)) all.push(line);
    return all;
  };
  assert.deepEqual(await lines(['a', 'b\r', '\n\nc\nd']), ['ab', '', 'c', 'd']);
  assert.deepEqual(await lines(['ab\n', '']), ['ab']);
  await assert.rejects(lines(['aaa', 'aaa', 'aaa'], 8), /longer than/);
});
