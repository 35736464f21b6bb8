// What an SFU and its publisher change for a subscriber. media.mjs describes the form of a fault.

const configured = (settings) => ({ configure }) => configure(settings);
const publisher = (method, ...args) => ({ ends }) => ends.caller.call(method, ...args);

const change = (at, what, act) => ({ cls: 'benign_change', on: ['callee'], video: 0, at, params: { what }, acts: [[0, act]] });

/** layer: 0 the smallest, 2 the largest. Janus counts the publisher's rids from the last one. */
export const layer = (at, n) => change(at, `simulcast layer ${n}`, configured({ substream: 2 - n }));
/** The SFU forwards only the lowest temporal layer: a quarter of the frames. */
export const fewerFrames = (at, seconds) => ({
  cls: 'benign_low_fps', on: ['callee'], video: 0, at, params: { what: 'temporal layer 0' },
  acts: [[0, configured({ temporal: 0 })], [seconds, configured({ temporal: 2 })]],
});

export const stopForwarding = (at, seconds) => ({
  cls: 'sender_paused', on: ['callee'], video: 0, at, params: { how: 'the SFU forwards nothing' },
  acts: [[0, configured({ send: false })], [seconds, configured({ send: true })]],
});

export const upperLayersOff = (at, seconds) => ({
  cls: 'benign_change', on: ['callee'], video: 0, at, params: { what: 'the publisher turns its upper layers off' },
  acts: [[0, publisher('setEncoding', { active: false }, 0, [1, 2])], [seconds, publisher('setEncoding', { active: true }, 0, [1, 2])]],
});

export const publisherGone = (at) => ({
  cls: 'sender_paused', on: ['callee'], video: 0, at, params: { how: 'the publisher closed its connection' },
  acts: [[0, publisher('close')]], lasts: true,
});
