// Intervals: when the growth of a counter is meaningful, and when it is not.
import { call, inboundVideo, kT0, times, video } from './scenario.mjs';

const growing = (poll) => inboundVideo({
  bytesReceived: 10_000 + 1000 * poll, framesDecoded: 15 * poll, packetsReceived: 10 * poll, packetsLost: 0,
});
const unknown = { bitrate: null, framesDecodedDelta: null, framesDecodedPerSecond: null, packetLoss: null };

export const intervals = [
  {
    name: 'has rates from the second sample on',
    polls: call(times(2, (poll) => [growing(poll)])),
    expect: [video(0, unknown), video(1, { bitrate: 8000, framesDecodedDelta: 15, framesDecodedPerSecond: 15, packetLoss: 0 })],
  },
  {
    name: 'takes the time from the object, not from the poll',
    polls: call(times(2, (poll) => [{ ...growing(poll), timestamp: kT0 + 500 * poll }]), { perf: null }),
    expect: [video(1, { bitrate: 16_000, framesDecodedPerSecond: 30 })],
  },
  {
    name: 'ignores a repeated timestamp, and starts the next interval at its first report',
    polls: call([[growing(0)], [growing(0)].map((object) => ({ ...object, timestamp: kT0 })), [growing(2)]]),
    expect: [video(1, unknown), video(2, { bitrate: 8000, framesDecodedDelta: 30, framesDecodedPerSecond: 15 })],
  },
  {
    name: 'starts over when the stats clock goes back',
    polls: call(times(3, (poll) => [{ ...growing(poll), timestamp: kT0 + [10_000, 5000, 6000][poll] }]), { perf: null }),
    expect: [video(1, unknown), video(2, { bitrate: 8000 })],
  },
  {
    name: 'starts over when the stats clock jumps ahead of performance.now()',
    polls: call(times(3, (poll) => [{ ...growing(poll), timestamp: kT0 + [0, 4000, 5000][poll] }])),
    expect: [video(1, unknown), video(2, { bitrate: 8000 })],
  },
  {
    name: 'treats more than 30 s as a sleep, but not 30 s',
    polls: call(times(3, (poll) => [growing(poll)]), { at: (poll) => [0, 30_000, 60_001][poll] }),
    expect: [video(1, { framesDecodedDelta: 15, framesDecodedPerSecond: 0.5 }), video(2, unknown)],
  },
  {
    name: 'starts over when a counter falls',
    polls: call([[growing(5)], [growing(0)], [growing(1)]]),
    expect: [video(1, unknown), video(2, { bitrate: 8000, framesDecodedDelta: 15 })],
  },
  {
    name: 'starts over when one counter falls and others grow',
    polls: call([[{ ...growing(0), nackCount: 9 }], [{ ...growing(1), nackCount: 0 }], [{ ...growing(2), nackCount: 1 }]]),
    expect: [video(1, { ...unknown, nackPerSecond: null }), video(2, { bitrate: 8000, nackPerSecond: 1 })],
  },
  {
    name: "leaves only the quality observer's members unknown when it is recreated (content type flips)",
    polls: call([
      [{ ...growing(0), freezeCount: 3, pauseCount: 1 }], [{ ...growing(1), freezeCount: 0, pauseCount: 0 }],
      [{ ...growing(2), freezeCount: 1, pauseCount: 0 }],
    ]),
    expect: [
      video(1, { bitrate: 8000, freezeCountDelta: null, pauseCountDelta: null }),
      video(2, { freezeCountDelta: 1, pauseCountDelta: 0 }),
    ],
  },
  {
    name: 'restarts qpSum after it was missing',
    polls: call([
      [{ ...growing(0), qpSum: 100 }], [growing(1)], [{ ...growing(2), qpSum: 30 }], [{ ...growing(3), qpSum: 60 }],
      [{ ...growing(4), qpSum: 15 }],
    ]),
    expect: [video(1, { qp: null, bitrate: 8000 }), video(2, { qp: null }), video(3, { qp: 2 }), video(4, { qp: null, bitrate: 8000 })],
  },
  {
    name: 'spans the gap of an object that returns with larger counters',
    polls: call([[growing(0)], [], [], [growing(3)], [growing(4)]]),
    expect: [video(3, { framesDecodedDelta: 45, framesDecodedPerSecond: 15 }), video(4, { framesDecodedDelta: 15 })],
  },
  {
    name: 'starts over when an object returns with counters from zero',
    polls: call([[growing(7)], [], [growing(0)], [growing(1)]]),
    expect: [video(2, unknown), video(3, { framesDecodedDelta: 15 })],
  },
  {
    name: 'starts over when an object returns after more than 60 polls',
    polls: call(times(64, (poll) => (poll === 0 || poll > 61 ? [growing(poll)] : [])), { at: (poll) => 100 * poll }),
    expect: [video(62, unknown), video(63, { framesDecodedDelta: 15 })],
  },
  {
    name: 'starts a new stream for a new ssrc under one id (Firefox), even if its counters are larger',
    polls: call([[growing(0)], [{ ...growing(1), ssrc: 99 }], [{ ...growing(2), ssrc: 99 }]]),
    expect: [video(1, unknown), video(2, { framesDecodedDelta: 15 })],
  },
  {
    name: 'continues a stream under its first id when the id changes but the ssrc does not (BUNDLE in Chrome)',
    polls: call([[growing(0)], [{ ...growing(1), id: 'IV2' }], [{ ...growing(0), id: 'IV3' }]]),
    expect: [video(1, { framesDecodedDelta: 15, bitrate: 8000 }, 'IV'), video(2, unknown, 'IV3')],
  },
  {
    name: 'handles the wrap of a 32-bit packet counter',
    polls: call([
      [inboundVideo({ packetsReceived: 2 ** 32 - 10, packetsLost: 0 })],
      [inboundVideo({ packetsReceived: 30, packetsLost: 10 })],
    ]),
    expect: [video(1, { packetLoss: 0.2 })],
  },
];
