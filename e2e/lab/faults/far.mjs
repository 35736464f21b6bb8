// Faults at a caller that is not a browser. media.mjs describes the form of a fault.
import { epochMs, sleep } from '../run/clock.mjs';

const caller = (method, ...args) => ({ ends }) => ends.caller.call(method, ...args);
const both = (on) => async (stage) => {
  await caller('replaceSound', on)(stage);
  return caller('replaceTrack', on, 0)(stage);
};

/** Audio and video pause together. */
export const pauseBoth = (at, seconds) => ({
  cls: 'sender_paused', on: ['callee'], at, params: { how: 'audio and video' }, acts: [[0, both(false)], [seconds, both(true)]],
});

export const hangUp = (at) => ({
  cls: 'sender_paused', on: ['callee'], at, params: { how: 'the caller hung up' }, acts: [[0, caller('close')]], lasts: true,
});

/** Nothing arrives for `ms`. Nothing is retransmitted, and the next key frame is sent after `seconds` at the latest. */
export const loseKeyFrame = (at, ms, seconds) => ({
  cls: 'keyframe_awaited', on: ['callee'], at, params: { ms, seconds },
  acts: [[0, async ({ network }) => {
    const start = await network.set('ab', { cut: 1 });
    await sleep(ms);
    await network.set('ab', null);
    return { start, end: epochMs() };
  }], [seconds, () => {}]],
});
