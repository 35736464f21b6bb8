import assert from 'node:assert/strict';
import { test } from 'node:test';

import { matchers } from '../../js/playwright/index.mjs';
import { toVerdict } from '../../js/playwright/verdict.mjs';

const kStart = 1_700_000_000_000;

// Ten polls of a connection with one video, as recorded by an agent. `members(i)` adds to poll i.
function recordingOf(members) {
  const poll = Array.from({ length: 10 }, (_, i) => {
    const t = kStart + 1000 * i;
    return { t, pc: 'c1', report: [
      { id: 'IV', type: 'inbound-rtp', kind: 'video', ssrc: 7, timestamp: t, bytesReceived: 9000 * i, ...members(i) },
    ] };
  });
  return { sample: poll.map(() => ({ connection: 'c1', inboundVideo: [{ stream: 'IV' }] })), error: [], poll };
}

const verdictOf = (members) => toVerdict(recordingOf(members), {});
const moving = (i) => ({ framesDecoded: 30 * i, totalInterFrameDelay: i, totalSquaredInterFrameDelay: i / 30 });

test('passes if the picture always moved', async () => {
  const verdict = await verdictOf(moving);
  assert.ok(verdict.watchedMs > 5000, `${verdict.watchedMs}`);
  assert.equal(matchers.toHaveNoFreeze(verdict).pass, true, verdict.text);
});

test('fails with the reason if nothing is known of the picture', async () => {
  const verdict = await verdictOf(() => ({}));
  assert.equal(verdict.watchedMs, 0);
  const { pass, message } = matchers.toHaveNoFreeze(verdict);
  assert.equal(pass, false);
  assert.match(
    message(),
    /it is unknown whether it froze.*\n.*\nc1: It is unknown whether the video froze: the browser does not report framesDecoded/,
  );
});

test('fails with .not as well if nothing is known of the picture', async () => {
  const verdict = await verdictOf(() => ({}));
  for (const unknown of [verdict, { ...verdict, videoStreams: 0 }]) {
    const { pass, message } = matchers.toHaveNoFreeze.call({ isNot: true }, unknown);
    assert.equal(pass, true, 'with .not, a pass is a failure');
    assert.match(message(), /^expected a call that froze:\n(video was received, but|no video was received)/);
  }
});

test('says how to observe a call that was not seen', async () => {
  const { message } = matchers.toHaveNoFreeze(await toVerdict({ sample: [], error: [], poll: [] }, {}));
  assert.equal(message(), 'expected a call without a freeze:\nno video was received: was observeCall(page) called before page.goto()? '
    + 'A call in a window that the page opens needs observeCall(page.context())\n0 samples of 0 connections, 0 videos received');
});

test('fails if the picture froze', async () => {
  const frozen = (i) => moving(i < 4 ? i : 4);
  const { pass, message } = matchers.toHaveNoFreeze(await verdictOf(frozen));
  assert.equal(pass, false);
  assert.match(message(), /c1: One freeze of/);
  assert.equal(matchers.toHaveNoFreeze.call({ isNot: true }, await verdictOf(frozen)).pass, false);
});

test('fails with and without .not for a value that is not a verdict, and shows the correct call', async () => {
  const notAwaited = verdictOf(moving);
  for (const [value, name] of [
    [notAwaited, 'a promise'], [undefined, 'undefined'], [null, 'null'], [{}, 'a value of type object'], [5, 'a value of type number'],
  ]) {
    for (const isNot of [false, true]) {
      const { pass, message } = matchers.toHaveNoFreeze.call({ isNot }, value);
      assert.equal(pass, isNot, 'the assertion fails');
      assert.ok(
        message()
          .startsWith(`toHaveNoFreeze() expects the verdict of a call, got ${name}: write expect(await call.verdict()).toHaveNoFreeze()`),
        message(),
      );
    }
  }
  await notAwaited;
});

test('does not mention when the page was opened if the core cannot run there', async () => {
  const error = [{ code: 'unsupported', message: "the wasm core cannot run here: it needs script-src 'wasm-unsafe-eval'" }];
  const { message } = matchers.toHaveNoFreeze(await toVerdict({ sample: [], error, poll: [] }, {}));
  assert.match(
    message(),
    /\nno video was received; errors in the page:\n.*\nerror: the wasm core cannot run here: it needs script-src 'wasm-unsafe-eval', or the page's context must have `bypassCSP: true`$/,
  );
});

test('reports each unreadable-poll reason once', async () => {
  const recording = recordingOf(moving);
  for (const i of [3, 5]) recording.poll[i].t = 12345;  // as if the page's clock were mocked
  const { text } = await toVerdict(recording, {});
  assert.deepEqual(text.match(/^error: .*/gm), [
    'error: some polls were skipped: t: must be the time of the poll in epoch milliseconds, got 12345',
  ]);
});
