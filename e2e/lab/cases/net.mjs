// Calls between two browsers behind an emulated network. loop.mjs and ../README.md describe the form of a case.
import { hide, slowDown, suspend, starveDecoders } from '../faults/device.mjs';
import { pause, restartIce, staticSource } from '../faults/media.mjs';
import * as f from '../faults/network.mjs';

const kDrawn = (d) => [
  (at) => f.cut(at, d.between(2, 5)),
  (at) => f.loss(at, 9, d.between(0.1, 0.3, 2)),
  (at) => f.bursts(at, 9, d.between(0.1, 0.2, 2), d.between(8, 20, 0)),
  (at) => f.cap(at, 9, d.between(100, 200, 0)), (at) => f.jitter(at, 9, d.between(150, 450, 0), d.between(80, 250, 0)),
  (at) => f.bloat(at, 9, d.between(200, 320, 0), d.between(2000, 4000, 0)), (at) => f.cutOneWay(at, d.between(2, 6)),
  (at) => f.collapse(at, 9, { delay: d.between(200, 400, 0), share: d.between(0.06, 0.15, 2), rates: [70, 40], queue: 900 }),
];

export const netCases = {
  'net-clean': { about: 'no fault', plan: () => ({ faults: [] }) },
  'net-rtt': {
    about: 'a long round-trip time, no fault',
    plan: (d) => { const delay = d.between(100, 250, 0); return { network: { delay }, faults: [f.highRtt(2 * delay)] }; },
  },
  'net-cut': {
    about: 'two cuts in both directions',
    plan: (d) => ({ faults: [f.cut(d.between(9, 12), d.between(1.5, 3.5)), f.cut(d.between(25, 28), d.between(4, 7))] }),
  },
  'net-cut-long': {
    about: 'a cut long enough for ICE to notice',
    plan: (d) => ({ faults: [f.cut(d.between(11, 14), d.between(10, 14))] }),
  },
  'net-cut-oneway': {
    about: "the caller's uplink is cut for a while, then its downlink",
    plan: (d) => ({ faults: [
      f.cutOneWay(d.between(9, 12), d.between(3, 6), 'ab'),
      f.cutOneWay(d.between(27, 30), d.between(3, 6), 'ba'),
    ] }),
  },
  'net-cut-pause': {
    about: 'a cut, then a pause, then a static video source, all of equal length',
    plan: (d) => {
      const seconds = d.between(3, 5);
      return { faults: [
        f.cut(d.between(9, 11), seconds),
        pause(d.between(23, 25), seconds, d.pick(['replaceTrack', 'active'])),
        staticSource(d.between(36, 38), seconds),
      ] };
    },
  },
  'net-cut-restart': {
    about: 'a cut; the page restarts ICE before the network is back', seconds: 55,
    plan: (d) => {
      const [at, seconds] = [d.between(10, 13), d.between(9, 12)];
      return { faults: [f.cut(at, seconds), restartIce(at + seconds - d.between(2, 5))] };
    },
  },
  'net-cut-over-pause': {
    about: 'a pause that begins during a cut and outlasts it, then a cut that begins during a pause and outlasts it', seconds: 58,
    plan: (d) => {
      const [first, second] = [d.between(9, 11), d.between(32, 34)];
      return { faults: [
        f.cut(first, d.between(5, 7)), pause(first + d.between(2, 3), d.between(9, 11), d.pick(['replaceTrack', 'active'])),
        pause(second, d.between(5, 6), 'replaceTrack'), f.cut(second + d.between(2, 3), d.between(7, 9)),
      ] };
    },
  },
  'net-cut-beside': {
    about: "two cuts; a second call within the callee's page is not affected",
    plan: (d) => ({ beside: true, faults: [f.cut(d.between(9, 12), d.between(3, 5)), f.cut(d.between(25, 28), d.between(5, 8))] }),
  },
  'net-loss': {
    about: 'random packet loss, then more of it',
    seconds: 55,
    plan: (d) => ({ faults: [
      f.loss(9, d.between(12, 15), d.between(0.04, 0.1, 2)),
      f.loss(33, d.between(10, 13), d.between(0.2, 0.35, 2)),
    ] }),
  },
  'net-bursts': {
    about: 'packet loss in bursts',
    plan: (d) => ({ faults: [f.bursts(d.between(9, 12), d.between(20, 25), d.between(0.08, 0.16, 2), d.between(6, 30, 0))] }),
  },
  'net-ramp': {
    about: 'the available bitrate falls in steps, with a deep queue',
    seconds: 55,
    plan: (d) => ({ faults: [f.ramp(d.between(9, 11), [1500, 600, 250, 120, d.between(50, 80, 0)], 5, d.between(1200, 2500, 0))] }),
  },
  'net-collapse': {
    about: 'delay and loss rise while the available bitrate falls', seconds: 55,
    plan: (d) => ({ faults: [
      f.collapse(d.between(10, 13), d.between(12, 17), {
        delay: d.between(250, 400, 0), share: d.between(0.08, 0.18, 2), rates: [60, d.between(18, 30, 0)], queue: d.between(700, 1300, 0),
      }),
    ] }),
  },
  'net-cap': {
    about: 'a bandwidth cap with a short queue',
    plan: (d) => ({ faults: [f.cap(d.between(9, 12), d.between(18, 24), d.between(90, 240, 0), d.between(200, 400, 0))] }),
  },
  'net-lossy-cap': {
    about: 'packet loss and a bandwidth cap at once, then more of both', seconds: 60,
    plan: (d) => ({ faults: [
      ...f.lossyCap(d.between(9, 12), d.between(12, 15), d.between(0.03, 0.07, 2), d.between(250, 400, 0), 300),
      ...f.lossyCap(d.between(34, 36), d.between(11, 14), d.between(0.12, 0.2, 2), d.between(110, 180, 0), d.between(300, 600, 0)),
    ] }),
  },
  'net-bloat': {
    about: 'a bandwidth cap with a very deep queue (bufferbloat)',
    plan: (d) => ({ faults: [f.bloat(d.between(9, 12), d.between(16, 20), d.between(200, 350, 0), d.between(2500, 5000, 0))] }),
  },
  'net-jitter': {
    about: 'jitter, then more jitter',
    plan: (d) => ({ faults: [
      f.jitter(d.between(9, 12), d.between(9, 12), d.between(150, 350, 0), d.between(100, 250, 0)),
      f.jitter(d.between(29, 32), d.between(6, 9), d.between(450, 700, 0), d.between(150, 250, 0)),
    ] }),
  },
  'net-slow-device': {
    about: "the callee's machine is too slow, then slower",
    plan: (d) => ({ faults: [
      slowDown(d.between(9, 12), d.between(8, 11), d.between(0.25, 0.35, 2)),
      slowDown(d.between(30, 32), d.between(6, 9), d.between(0.1, 0.18, 2)),
    ] }),
  },
  'net-slow-decoder': {
    about: "the callee's decoder threads get too little CPU time, then less",
    plan: (d) => ({ oneWay: true, faults: [
      starveDecoders(d.between(9, 12), d.between(7, 10), d.between(15, 25, 0)),
      starveDecoders(d.between(28, 31), d.between(7, 10), d.between(1, 3, 0)),
    ] }),
  },
  'net-sleep': {
    about: "the callee's machine sleeps, twice",
    plan: (d) => ({ faults: [suspend(d.between(9, 12), d.between(2, 4)), suspend(d.between(26, 29), d.between(6, 10))] }),
  },
  'net-hidden': {
    about: "the callee's page is in the background, twice", seconds: 55,
    plan: (d) => ({ hides: true, oneWay: true, faults: [
      hide(d.between(9, 12), d.between(3, 6)), hide(d.between(22, 25), d.between(17, 21)),
    ] }),
  },
  'net-hidden-cut': {
    about: "a cut while the callee's page is in the background, then one that begins there and outlasts it", seconds: 60,
    plan: (d) => {
      const [first, second] = [d.between(9, 11), d.between(31, 33)];
      return { hides: true, oneWay: true, faults: [
        hide(first, d.between(15, 17)), f.cut(first + d.between(2, 4), d.between(3, 5)),
        hide(second, d.between(9, 11)), f.cut(second + d.between(6, 8), d.between(6, 8)),
      ] };
    },
  },
  'net-mix': {
    about: 'three random faults', seconds: 78,
    plan: (d) => ({ faults: d.shuffled(kDrawn(d)).slice(0, 3).map((kind, i) => kind(10 + 23 * i)) }),
  },
};
