// Calls through an SFU with a publisher that sends three simulcast layers. loop.mjs and ../README.md describe the form of a case.
import { lowFps, pause, starve } from '../faults/media.mjs';
import { bloat, cap, cut, cutOneWay, loss } from '../faults/network.mjs';
import * as f from '../faults/sfu.mjs';

// Direction 'ba' is from the SFU to the page, 'ab' from the publisher to the SFU; the subscriber's picture suffers.
const atSubscriber = (fault) => ({ ...fault, on: ['callee'] });

export const sfuCases = {
  'sfu-layers': {
    about: 'the subscriber is switched between simulcast layers',
    plan: (d) => ({ faults: [0, d.pick([1, 2]), 0, 2].map((substream, i) => f.layer(8 + 9 * i + d.between(0, 2), substream)) }),
  },
  'sfu-temporal': {
    about: 'fewer temporal layers, then the publisher disables its upper simulcast layers',
    plan: (d) => ({ faults: [
      f.fewerFrames(d.between(8, 10), d.between(8, 10)),
      f.upperLayersOff(d.between(27, 29), d.between(7, 9)),
    ] }),
  },
  'sfu-forwarding': {
    about: 'the SFU stops forwarding, twice',
    plan: (d) => ({ faults: [f.stopForwarding(d.between(9, 12), d.between(3, 6)), f.stopForwarding(d.between(26, 29), d.between(6, 10))] }),
  },
  'sfu-pause-starve': {
    about: 'the publisher pauses; later the decoder is starved',
    plan: (d) => ({ taps: true, faults: [
      pause(d.between(9, 12), d.between(5, 8), 'replaceTrack'),
      starve(d.between(28, 31), d.between(4, 8)),
    ] }),
  },
  'sfu-gone': {
    about: 'a low frame rate, then the publisher leaves',
    plan: (d) => ({ faults: [lowFps(d.between(8, 10), d.between(6, 8), 4), f.publisherGone(d.between(28, 32))] }),
  },
  'sfu-network': {
    about: 'loss, then a cut, on the downlink from the SFU',
    plan: (d) => ({ faults: [
      loss(d.between(9, 11), d.between(8, 11), d.between(0.06, 0.15, 2), 'ba'),
      cutOneWay(d.between(30, 33), d.between(3, 6), 'ba'),
    ].map(atSubscriber) }),
  },
  'sfu-publisher-cut': {
    about: "cuts on the publisher's uplink to the SFU",
    plan: (d) => ({ apart: true, faults: [
      cut(d.between(9, 12), d.between(1.5, 3)),
      cut(d.between(27, 30), d.between(4, 8)),
    ].map(atSubscriber) }),
  },
  'sfu-publisher-network': {
    about: "on the publisher's uplink to the SFU: loss, then low bandwidth", seconds: 60,
    plan: (d) => ({ apart: true, faults: [
      loss(d.between(9, 12), d.between(9, 12), d.between(0.15, 0.35, 2), 'ab'),
      d.pick([cap, bloat])(d.between(34, 37), d.between(10, 13), d.between(70, 180, 0), d.between(300, 2500, 0)),
    ].map(atSubscriber) }),
  },
  'sfu-publisher-pause': {
    about: 'the publisher, in a network of its own, pauses; then a cut; then it leaves', seconds: 55,
    plan: (d) => ({ apart: true, faults: [
      pause(d.between(9, 11), d.between(4, 7), 'replaceTrack'),
      atSubscriber(cut(d.between(24, 26), d.between(2, 5))),
      f.publisherGone(d.between(40, 43)),
    ] }),
  },
};
