import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchers } from '../../js/playwright/index.mjs';
import { toVerdict } from '../../js/playwright/verdict.mjs';

// Ten polls of a connection with one video, as an agent records them; `members` of poll i besides.
function seenOf(members) {
  const poll = Array.from({ length: 10 }, (_, i) => ({
    t: 1000 * i, pc: 'c1', report: [{ id: 'IV', type: 'inbound-rtp', kind: 'video', ssrc: 7, timestamp: 1000 * i, bytesReceived: 9000 * i, ...members(i) }],
  }));
  return { sample: poll.map(() => ({ connection: 'c1', inboundVideo: [{ stream: 'IV' }] })), error: [], poll };
}

const verdictOf = (members) => toVerdict(seenOf(members), {});
const counted = (i) => ({ framesDecoded: 30 * i, totalInterFrameDelay: i, totalSquaredInterFrameDelay: i / 30 });

test('a picture that moved all the time passes', async () => {
  const verdict = await verdictOf(counted);
  assert.ok(verdict.watchedMs > 5000, `${verdict.watchedMs}`);
  assert.equal(matchers.toHaveNoFreeze(verdict).pass, true, verdict.text);
});

test('a picture of which nothing is known does not, and the message says why', async () => {
  const verdict = await verdictOf(() => ({}));
  assert.equal(verdict.watchedMs, 0);
  const { pass, message } = matchers.toHaveNoFreeze(verdict);
  assert.equal(pass, false);
  assert.match(message(), /at no time could it be told.*\n.*\nc1: Whether the picture stood cannot be told: the browser reports no framesDecoded/);
});

test('of which nothing is known, neither can be asserted', async () => {
  const verdict = await verdictOf(() => ({}));
  for (const unknown of [verdict, { ...verdict, videoStreams: 0 }]) {
    const { pass, message } = matchers.toHaveNoFreeze.call({ isNot: true }, unknown);
    assert.equal(pass, true, '.not fails where it passes');
    assert.match(message(), /^expected a call that froze:\n(video was received, but|no video was received)/);
  }
});

test('nor does a picture that stood', async () => {
  const stood = (i) => counted(i < 4 ? i : 4);
  const { pass, message } = matchers.toHaveNoFreeze(await verdictOf(stood));
  assert.equal(pass, false);
  assert.match(message(), /has been standing/);
  assert.equal(matchers.toHaveNoFreeze.call({ isNot: true }, await verdictOf(stood)).pass, false);
});
