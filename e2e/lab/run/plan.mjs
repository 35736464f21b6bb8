// Turns a case and the command line's options into the call to make: who sends what, and which faults occur when.
import { Draw } from './draw.mjs';

const kDefaultSeconds = 48;
const kCallerHertz = 440;
const kCalleeHertz = 330;
const kSmall = { width: 160, height: 120, fps: 10 };

const sendsNothing = { sends: [], hertz: 0 };
// Three layers, as conference pages send them; Chromium leaves the third out below 960x540 (libwebrtc simulcast.cc).
const kSimulcast = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 90_000 },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 250_000 },
  { rid: 'f', maxBitrate: 700_000 },
];

const callers = {
  loop(first, { oneWay = false, also = [], audioOnly = false }) {
    const sends = audioOnly ? [] : [{ ...first, oneWay }, ...also];
    return { caller: { sends, hertz: kCallerHertz }, callee: { sends: oneWay || audioOnly ? [] : [kSmall], hertz: kCalleeHertz } };
  },
  net: (first, { oneWay = false, beside = false }) => ({
    caller: { sends: [{ ...first, oneWay }], hertz: kCallerHertz },
    callee: { sends: oneWay ? [] : [kSmall], hertz: kCalleeHertz },
    ...(beside && { near: { sends: [{ ...kSmall, oneWay: true }], hertz: 0 }, far: sendsNothing }),
  }),
  sfu: (first) => ({ caller: { sends: [{ ...first, oneWay: true, encodings: kSimulcast }], hertz: kCallerHertz }, callee: sendsNothing }),
};

/**
 * options: {seed, codec, width, height, fps, turn}.
 * Returns {seconds, faults, call: {codec, taps, network, hides, turn, apart, caller, callee, near?, far?}}.
 */
export function planOf({ lab, plan, seconds = kDefaultSeconds }, { seed, codec, width, height, fps, turn }) {
  const picture = { width, height, fps, codec };
  const { faults, style, taps, network, hides, channel, habits, apart, ...shape } = plan(new Draw(seed), picture);
  const ends = callers[lab]({ ...picture, style }, shape);
  return { seconds, faults, call: { codec, taps, network, hides, turn, apart, ...ends, caller: { ...ends.caller, channel, habits } } };
}
