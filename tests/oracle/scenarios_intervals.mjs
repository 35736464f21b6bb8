// Intervals: when the growth of a counter is meaningful, and when it is not.
import { call, inboundVideo, kT0, times, video } from './scenario.mjs';

const growing = (poll) => inboundVideo({ bytesReceived: 10_000 + 1000 * poll, framesDecoded: 15 * poll, packetsReceived: 10 * poll, packetsLost: 0 });
const unknown = { bitrate: null, framesDecodedDelta: null, framesDecodedPerSecond: null, packetLoss: null };

export const intervals = [
  {
    name: 'a first sample knows no rate, the second does',
    polls: call(times(2, (poll) => [growing(poll)])),
    expect: [video(0, unknown), video(1, { bitrate: 8000, framesDecodedDelta: 15, framesDecodedPerSecond: 15, packetLoss: 0 })],
  },
  {
    name: 'the time is that of the object, not of the poll',
    polls: call(times(2, (poll) => [{ ...growing(poll), timestamp: kT0 + 500 * poll }]), { perf: null }),
    expect: [video(1, { bitrate: 16_000, framesDecodedPerSecond: 30 })],
  },
  {
    name: 'two reports of one timestamp: nothing new, and the next interval starts at the first of them',
    polls: call([[growing(0)], [growing(0)].map((object) => ({ ...object, timestamp: kT0 })), [growing(2)]]),
    expect: [video(1, unknown), video(2, { bitrate: 8000, framesDecodedDelta: 30, framesDecodedPerSecond: 15 })],
  },
  {
    name: 'the stats clock goes back',
    polls: call(times(3, (poll) => [{ ...growing(poll), timestamp: kT0 + [10_000, 5000, 6000][poll] }]), { perf: null }),
    expect: [video(1, unknown), video(2, { bitrate: 8000 })],
  },
  {
    name: 'the stats clock jumps ahead while performance.now() does not',
    polls: call(times(3, (poll) => [{ ...growing(poll), timestamp: kT0 + [0, 4000, 5000][poll] }])),
    expect: [video(1, unknown), video(2, { bitrate: 8000 })],
  },
  {
    name: 'more than 30 s is a sleep, 30 s is not',
    polls: call(times(3, (poll) => [growing(poll)]), { at: (poll) => [0, 30_000, 60_001][poll] }),
    expect: [video(1, { framesDecodedDelta: 15, framesDecodedPerSecond: 0.5 }), video(2, unknown)],
  },
  {
    name: 'a counter of the object falls: it was restarted',
    polls: call([[growing(5)], [growing(0)], [growing(1)]]),
    expect: [video(1, unknown), video(2, { bitrate: 8000, framesDecodedDelta: 15 })],
  },
  {
    name: 'one counter falls, the others grow: still nothing is continued',
    polls: call([[{ ...growing(0), nackCount: 9 }], [{ ...growing(1), nackCount: 0 }], [{ ...growing(2), nackCount: 1 }]]),
    expect: [video(1, { ...unknown, nackPerSecond: null }), video(2, { bitrate: 8000, nackPerSecond: 1 })],
  },
  {
    name: 'the quality observer is made anew (content type flips): only its members are unknown',
    polls: call([[{ ...growing(0), freezeCount: 3, pauseCount: 1 }], [{ ...growing(1), freezeCount: 0, pauseCount: 0 }], [{ ...growing(2), freezeCount: 1, pauseCount: 0 }]]),
    expect: [video(1, { bitrate: 8000, freezeCountDelta: null, pauseCountDelta: null }), video(2, { freezeCountDelta: 1, pauseCountDelta: 0 })],
  },
  {
    name: 'qpSum is lost and starts anew',
    polls: call([[{ ...growing(0), qpSum: 100 }], [growing(1)], [{ ...growing(2), qpSum: 30 }], [{ ...growing(3), qpSum: 60 }], [{ ...growing(4), qpSum: 15 }]]),
    expect: [video(1, { qp: null, bitrate: 8000 }), video(2, { qp: null }), video(3, { qp: 2 }), video(4, { qp: null, bitrate: 8000 })],
  },
  {
    name: 'an object is away for some polls and comes back further on: one interval over the gap',
    polls: call([[growing(0)], [], [], [growing(3)], [growing(4)]]),
    expect: [video(3, { framesDecodedDelta: 45, framesDecodedPerSecond: 15 }), video(4, { framesDecodedDelta: 15 })],
  },
  {
    name: 'an object is away and comes back from zero: a new one',
    polls: call([[growing(7)], [], [growing(0)], [growing(1)]]),
    expect: [video(2, unknown), video(3, { framesDecodedDelta: 15 })],
  },
  {
    name: 'an object is away for more than 60 polls: a new one',
    polls: call(times(64, (poll) => (poll === 0 || poll > 61 ? [growing(poll)] : [])), { at: (poll) => 100 * poll }),
    expect: [video(62, unknown), video(63, { framesDecodedDelta: 15 })],
  },
  {
    name: 'a new ssrc under one id (Firefox) is a new stream, even if its counters are larger',
    polls: call([[growing(0)], [{ ...growing(1), ssrc: 99 }], [{ ...growing(2), ssrc: 99 }]]),
    expect: [video(1, unknown), video(2, { framesDecodedDelta: 15 })],
  },
  {
    name: 'a new id for one ssrc (BUNDLE change in Chrome) goes on, under the first id, if no counter is smaller',
    polls: call([[growing(0)], [{ ...growing(1), id: 'IV2' }], [{ ...growing(0), id: 'IV3' }]]),
    expect: [video(1, { framesDecodedDelta: 15, bitrate: 8000 }, 'IV'), video(2, unknown, 'IV3')],
  },
  {
    name: 'a packet counter of 32 bits passes its end',
    polls: call([[inboundVideo({ packetsReceived: 2 ** 32 - 10, packetsLost: 0 })], [inboundVideo({ packetsReceived: 30, packetsLost: 10 })]]),
    expect: [video(1, { packetLoss: 0.2 })],
  },
];
