// Faults made by the page itself: what happens to a receiver's frames, and what a sender does with its video.
//
// A fault is {cls, on, video?, at, params, acts, lasts?}. `cls`: its class in the truth; `on`: the ends whose viewer is affected; `video`: which of
// their received videos (absent: all); `at`: seconds after the start; `acts`: what to do, each with its seconds after `at`. An act gets the stage
// (run/labs.mjs) and resolves to the epoch ms (or {start, end}) at which it took effect.

const kReceiver = ['callee'];
const kBoth = ['callee', 'caller'];

const sender = (method, ...args) => ({ ends }) => ends.caller.call(method, ...args);
const receiver = (method, ...args) => ({ ends }) => ends.callee.call(method, ...args);

// A state that one act begins and another ends. seconds null: it outlasts the call.
function spell(cls, at, seconds, params, begin, end, { on = kReceiver, video } = {}) {
  const acts = seconds === null ? [[0, begin]] : [[0, begin], [seconds, end]];
  return { cls, on, video, at, params, acts, lasts: seconds === null };
}
const moment = (cls, at, params, act, { on = kReceiver, video } = {}) => ({ cls, on, video, at, params, acts: [[0, act]] });

// Acts, then renegotiates. It takes effect when the new descriptions are in place.
const renegotiating = (act) => async (stage) => {
  await act(stage);
  await stage.negotiate();
};

// ---- the receiver ----

export const starve = (at, seconds, n = 0) => spell('decoder_starved', at, seconds, { how: 'received frames dropped before the decoder' },
  receiver('tap', 'drop', 'video', n), receiver('tap', 'pass', 'video', n), { video: n });

export const garble = (at, seconds, n = 0) => spell('decoder_error', at, seconds, { how: 'payload of received frames overwritten' },
  receiver('tap', 'garble', 'video', n), receiver('tap', 'pass', 'video', n), { video: n });

export const starveSound = (at, seconds) => spell('audio_starved', at, seconds, {},
  receiver('tap', 'drop', 'audio', 0), receiver('tap', 'pass', 'audio', 0));

export const block = (at, seconds) => moment('cpu_main', at, { seconds }, receiver('block', seconds * 1000), { on: kBoth });

export const busy = (at, seconds, share, periodMs = 200) => moment('cpu_main', at, { seconds, share, periodMs },
  receiver('block', seconds * 1000, share, periodMs), { on: kBoth });

export const burn = (at, seconds, threads) => spell('cpu', at, seconds, { threads }, receiver('burn', threads), receiver('stopBurning'), { on: kBoth });

// ---- pauses ----

const pauses = {
  replaceTrack: (n) => [sender('replaceTrack', false, n), sender('replaceTrack', true, n)],
  active: (n) => [sender('setEncoding', { active: false }, n), sender('setEncoding', { active: true }, n)],
  recvonly: (n) => [renegotiating(sender('turn', 'recvonly', n)), renegotiating(sender('turn', 'sendrecv', n))],
  inactive: (n) => [renegotiating(sender('turn', 'inactive', n)), renegotiating(sender('turn', 'sendonly', n))],
};

/** how: a key of `pauses`. 'inactive' needs a video that only the caller sends. */
export function pause(at, seconds, how, n = 0) {
  const [begin, end] = pauses[how](n);
  return spell('sender_paused', at, seconds, { how }, begin, end, { video: n });
}

export const stopTrack = (at, n = 0) => spell('sender_paused', at, null, { how: 'track.stop()' }, sender('stopTrack', n), null, { video: n });

export const mute = (at, seconds, n = 0) => spell('muted_video', at, seconds, {}, sender('enable', false, n), sender('enable', true, n), { video: n });

export const muteSound = (at, seconds) => spell('muted_audio', at, seconds, {}, sender('enableSound', false), sender('enableSound', true));

/** The source's picture is static; nothing is wrong. */
export const still = (at, seconds, n = 0) => spell('static_source', at, seconds, {}, sender('setFps', 0, n), sender('setFps', null, n), { video: n });

// ---- no fault at all ----

export const lowFps = (at, seconds, fps, n = 0) => spell('benign_low_fps', at, seconds, { fps }, sender('setFps', fps, n), sender('setFps', null, n), { video: n });

export const lowBitrate = (at, seconds, kbps, n = 0) => spell('benign_low_bitrate', at, seconds, { kbps },
  sender('setEncoding', { maxBitrate: kbps * 1000 }, n), sender('clearEncoding', 'maxBitrate', n), { video: n });

export const scale = (at, seconds, by, n = 0) => spell('benign_change', at, seconds, { what: 'scaleResolutionDownBy', by },
  sender('setEncoding', { scaleResolutionDownBy: by }, n), sender('setEncoding', { scaleResolutionDownBy: 1 }, n), { video: n });

export const switchCodec = (at, codec, n = 0) => moment('benign_change', at, { what: 'codec', codec },
  renegotiating(sender('preferCodec', codec, n)), { on: kBoth });

export const renegotiate = (at) => moment('benign_change', at, { what: 'renegotiation without a change' }, ({ negotiate }) => negotiate(), { on: kBoth });

export const chat = (at, seconds, bytes, periodMs) => spell('benign_change', at, seconds, { what: 'data channel', bytes, periodMs },
  sender('sendData', bytes, periodMs), sender('sendData', 0), { on: kBoth });

export const addVideo = (at, picture) => moment('counter_reset', at, { what: 'one more video' }, renegotiating(sender('addVideo', picture)));

/** The first video sender is stopped; after `gap` seconds a new one takes its place, with a new SSRC and a new track. */
export const replaceSender = (at, gap, picture) => spell('counter_reset', at, gap, { what: 'video sender stopped, a new one added' },
  renegotiating(sender('stopVideo')), renegotiating(sender('addVideo', picture)));

export const restartIce = (at) => moment('ice_restart', at, {}, async (stage) => {
  const { caller, callee } = stage.ends;
  await caller.call('restartIce');
  await stage.negotiate();
  await Promise.all([caller.call('connected'), callee.call('connected')]);
}, { on: kBoth });
