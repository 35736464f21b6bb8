// Faults made by the page itself: what happens to a receiver's frames, and what a sender does with its video.
//
// A fault is {cls, on, video?, at, params, acts, lasts?}. `cls`: its class in the truth; `on`: the ends whose viewer is affected; `video`:
// which of their received videos (absent: all); `at`: seconds after the start; `acts`: what to do, each with its seconds after `at`. An act
// gets the stage (run/labs.mjs) and resolves to the epoch ms (or {start, end}) at which it took effect.

const kReceiver = ['callee'];
const kBoth = ['callee', 'caller'];

const sender = (method, ...args) => ({ ends }) => ends.caller.call(method, ...args);
const receiver = (method, ...args) => ({ ends }) => ends.callee.call(method, ...args);

// A fault with a beginning and an end, one act each. seconds null: it outlasts the call.
function lasting(cls, at, seconds, params, begin, end, { on = kReceiver, video } = {}) {
  const acts = seconds === null ? [[0, begin]] : [[0, begin], [seconds, end]];
  return { cls, on, video, at, params, acts, lasts: seconds === null };
}
// A fault of a single act.
const instant = (cls, at, params, act, { on = kReceiver, video } = {}) => ({ cls, on, video, at, params, acts: [[0, act]] });

// Acts, then renegotiates. It takes effect when the new descriptions are in place.
const renegotiating = (act) => async (stage) => {
  await act(stage);
  await stage.negotiate();
};

// ---- the receiver ----

export const starve = (at, seconds, n = 0) => lasting('decoder_starved', at, seconds, { how: 'received frames dropped before the decoder' },
  receiver('tap', 'drop', 'video', n), receiver('tap', 'pass', 'video', n), { video: n });

export const garble = (at, seconds, n = 0) => lasting('decoder_error', at, seconds, { how: 'payload of received frames overwritten' },
  receiver('tap', 'garble', 'video', n), receiver('tap', 'pass', 'video', n), { video: n });

export const starveAudio = (at, seconds) => lasting('audio_starved', at, seconds, {},
  receiver('tap', 'drop', 'audio', 0), receiver('tap', 'pass', 'audio', 0));

export const block = (at, seconds) => instant('cpu_main', at, { seconds }, receiver('block', seconds * 1000), { on: kBoth });

export const busy = (at, seconds, share, periodMs = 200) => instant('cpu_main', at, { seconds, share, periodMs },
  receiver('block', seconds * 1000, share, periodMs), { on: kBoth });

export const burn = (at, seconds, threads) => lasting('cpu', at, seconds, { threads }, receiver('burn', threads), receiver('stopBurning'), {
  on: kBoth,
});

// ---- pauses ----

const pauses = {
  replaceTrack: (n) => [sender('replaceTrack', false, n), sender('replaceTrack', true, n)],
  active: (n) => [sender('setEncoding', { active: false }, n), sender('setEncoding', { active: true }, n)],
  recvonly: (n) => [renegotiating(sender('setDirection', 'recvonly', n)), renegotiating(sender('setDirection', 'sendrecv', n))],
  inactive: (n) => [renegotiating(sender('setDirection', 'inactive', n)), renegotiating(sender('setDirection', 'sendonly', n))],
};

/** how: a key of `pauses`. 'inactive' needs a video that only the caller sends. */
export function pause(at, seconds, how, n = 0) {
  const [begin, end] = pauses[how](n);
  return lasting('sender_paused', at, seconds, { how }, begin, end, { video: n });
}

export const stopTrack = (at, n = 0) => lasting('sender_paused', at, null, { how: 'track.stop()' }, sender('stopTrack', n), null, {
  video: n,
});

export const mute = (at, seconds, n = 0) => lasting('muted_video', at, seconds, {}, sender('enable', false, n), sender('enable', true, n), {
  video: n,
});

export const muteAudio = (at, seconds) => lasting(
  'muted_audio', at, seconds, {}, sender('enableAudio', false), sender('enableAudio', true),
);

/** The video source is static; nothing is wrong. */
export const staticSource = (at, seconds, n = 0) => lasting(
  'static_source', at, seconds, {}, sender('setFps', 0, n), sender('setFps', null, n), { video: n },
);

// ---- no fault at all ----

export const lowFps = (at, seconds, fps, n = 0) => lasting(
  'benign_low_fps', at, seconds, { fps }, sender('setFps', fps, n), sender('setFps', null, n), { video: n },
);

export const lowBitrate = (at, seconds, kbps, n = 0) => lasting('benign_low_bitrate', at, seconds, { kbps },
  sender('setEncoding', { maxBitrate: kbps * 1000 }, n), sender('clearEncoding', 'maxBitrate', n), { video: n });

export const scale = (at, seconds, by, n = 0) => lasting('benign_change', at, seconds, { what: 'scaleResolutionDownBy', by },
  sender('setEncoding', { scaleResolutionDownBy: by }, n), sender('setEncoding', { scaleResolutionDownBy: 1 }, n), { video: n });

export const switchCodec = (at, codec, n = 0) => instant('benign_change', at, { what: 'codec', codec },
  renegotiating(sender('preferCodec', codec, n)), { on: kBoth });

export const renegotiate = (at) => instant(
  'benign_change', at, { what: 'renegotiation without a change' }, ({ negotiate }) => negotiate(), { on: kBoth },
);

export const chat = (at, seconds, bytes, periodMs) => lasting('benign_change', at, seconds, { what: 'data channel', bytes, periodMs },
  sender('sendData', bytes, periodMs), sender('sendData', 0), { on: kBoth });

export const addVideo = (at, picture) => instant(
  'counter_reset', at, { what: 'one more video' }, renegotiating(sender('addVideo', picture)),
);

/** The first video sender is stopped; after `gap` seconds a new one takes its place, with a new SSRC and a new track. */
export const replaceSender = (at, gap, picture) => lasting('counter_reset', at, gap, { what: 'video sender stopped, a new one added' },
  renegotiating(sender('stopVideo')), renegotiating(sender('addVideo', picture)));

export const restartIce = (at) => instant('ice_restart', at, {}, async (stage) => {
  const { caller, callee } = stage.ends;
  await caller.call('restartIce');
  await stage.negotiate();
  await Promise.all([caller.call('connected'), callee.call('connected')]);
}, { on: kBoth });
