// Calls from stacks that are not browsers, and behave as browsers do not. `habits`: how the caller differs from its
// stack's defaults: {reports: whether it sends RTCP, resends: whether it retransmits, keyFrameSeconds: interval of
// key frames, which are then sent at no other time}.
import { pause } from '../faults/media.mjs';
import * as f from '../faults/network.mjs';
import { hangUp, loseKeyFrame, pauseBoth } from '../faults/far.mjs';

export const farCases = {
  'far-pause': {
    about: 'the video pauses, then audio and video do', seconds: 55,
    plan: (d) => ({ faults: [pause(d.between(10, 13), d.between(4, 9), 'replaceTrack'), pauseBoth(d.between(30, 33), d.between(4, 12))] }),
  },
  'far-no-reports': {
    about: 'a caller without RTCP: the video pauses, a cut, then audio and video pause', seconds: 65,
    plan: (d) => ({ habits: { reports: false }, faults: [
      pause(d.between(10, 13), d.between(4, 9), 'replaceTrack'),
      f.cut(d.between(27, 29), d.between(2, 6)),
      pauseBoth(d.between(42, 45), d.between(4, 9)),
    ] }),
  },
  'far-rare-keys': {
    about: 'short losses that only the next key frame, seconds later, repairs', seconds: 60,
    plan: (d) => {
      const keyFrameSeconds = d.between(6, 10);
      const losses = [d.between(9, 12), d.between(31, 34)].map((at) => loseKeyFrame(at, d.between(150, 500, 0), keyFrameSeconds));
      return { habits: { resends: false, keyFrameSeconds }, faults: losses };
    },
  },
  'far-no-resend': {
    about: 'a caller without retransmission: loss, then a cut',
    plan: (d) => ({ habits: { resends: false }, faults: [
      f.loss(d.between(9, 11), d.between(8, 11), d.between(0.05, 0.2, 2), 'ab'),
      f.cut(d.between(30, 33), d.between(2, 6)),
    ] }),
  },
  'far-leaves': {
    about: 'a cut, then the caller hangs up',
    plan: (d) => ({ faults: [f.cut(d.between(9, 12), d.between(1.5, 4)), hangUp(d.between(27, 32))] }),
  },
};
