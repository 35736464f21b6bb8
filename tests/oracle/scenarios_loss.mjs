// Loss, of packets and of frames between two stages.
import { audio, call, inboundAudio, inboundVideo, kT0, outboundVideo, remoteInbound, sentVideo, times, video } from './scenario.mjs';

const packets = (packetsReceived, packetsLost, more = {}) => inboundVideo({ packetsReceived, packetsLost, ...more });

export const losses = [
  {
    name: 'computes loss as lost / expected',
    polls: call([[packets(100, 0)], [packets(190, 10)], [packets(190, 10)]]),
    expect: [video(0, { packetLoss: null }), video(1, { packetLoss: 0.1 }), video(2, { packetLoss: null })],
  },
  {
    name: 'carries a fall of packetsLost (late packets) over to the next loss, never below 0',
    polls: call([[packets(0, 20)], [packets(100, 12)], [packets(200, 15)], [packets(290, 25)]]),
    expect: [video(1, { packetLoss: 0 }), video(2, { packetLoss: 0 }), video(3, { packetLoss: 0.0526 })],
  },
  {
    name: 'excludes retransmitted packets from media packets, and subtracts them from losses',
    polls: call([[packets(0, 0, { retransmittedPacketsReceived: 0 })], [packets(98, 10, { retransmittedPacketsReceived: 8 })]]),
    expect: [video(1, { packetLoss: 0.1, residualPacketLoss: 0.02 })],
  },
  {
    name: 'excludes FEC packets from media packets where FEC has its own ssrc',
    polls: call([
      [packets(0, 0, { fecPacketsReceived: 0, fecSsrc: 7 })],
      [packets(110, 10, { fecPacketsReceived: 20, fecSsrc: 7 })],
    ]),
    expect: [video(1, { packetLoss: 0.1, residualPacketLoss: null })],
  },
  {
    name: 'does not subtract in-band FEC (no ssrc of its own) from what was received',
    polls: call([
      [inboundAudio({ packetsReceived: 0, packetsLost: 0, fecPacketsReceived: 0 })],
      [inboundAudio({ packetsReceived: 90, packetsLost: 10, fecPacketsReceived: 20 })],
    ]),
    expect: [audio(1, { packetLoss: 0.1 })],
  },
  {
    name: 'counts from 0 when retransmittedPacketsReceived first appears',
    polls: call([[packets(0, 0)], [packets(95, 10, { retransmittedPacketsReceived: 5 })]]),
    expect: [video(1, { packetLoss: 0.1, residualPacketLoss: 0.05 })],
  },
  {
    name: 'leaves repairs unknown after a report without retransmittedPacketsReceived',
    polls: call(times(4, (poll) => [inboundVideo({
      packetsReceived: 1000 + 101 * poll, packetsLost: poll, bytesReceived: 101_000 * poll,
      ...(poll === 1 ? {} : { retransmittedPacketsReceived: 500 + 2 * poll, retransmittedBytesReceived: 500_000 + 2000 * poll }),
    })])),
    expect: [
      video(2, { packetLoss: null, residualPacketLoss: null, retransmittedShare: null }),
      video(3, { packetLoss: 0.01, residualPacketLoss: 0, retransmittedShare: 0.0198 }),
    ],
  },
  {
    name: 'counts frames in flight between two stages as lost only beyond their previous maximum',
    polls: call([
      [inboundVideo({ framesReceived: 0, jitterBufferEmittedCount: 0, framesDecoded: 0 })],
      [inboundVideo({ framesReceived: 15, jitterBufferEmittedCount: 13, framesDecoded: 12 })],
      [inboundVideo({ framesReceived: 30, jitterBufferEmittedCount: 30, framesDecoded: 30 })],
      [inboundVideo({ framesReceived: 45, jitterBufferEmittedCount: 38, framesDecoded: 37 })],
    ]),
    expect: [
      video(1, { framesNotDecodableDelta: 2, framesNotDecodedDelta: 1 }),
      video(2, { framesNotDecodableDelta: 0, framesNotDecodedDelta: 0 }),
      video(3, { framesNotDecodableDelta: 5, framesNotDecodedDelta: 0 }),
    ],
  },
  {
    name: 'ignores framesReceived from where it proves a copy of framesDecoded (Chrome 118 to 143)',
    polls: call(times(13, (poll) => [
      inboundVideo({ framesReceived: 15 * poll, framesDecoded: 15 * poll, jitterBufferEmittedCount: 15 * poll + (poll === 10 ? 1 : 0) }),
    ])),
    expect: [
      video(9, { framesReceivedPerSecond: 15 }),
      video(10, { framesReceivedPerSecond: null, framesNotDecodableDelta: null }),
      video(12, { framesReceivedPerSecond: null }),
    ],
  },
  {
    name: 'keeps framesReceived equal to framesDecoded while every frame handed on was received',
    polls: call(times(30, (poll) => [
      inboundVideo({ framesReceived: 15 * poll, framesDecoded: 15 * poll, jitterBufferEmittedCount: 15 * poll }),
    ])),
    expect: [video(29, { framesReceivedPerSecond: 15, framesNotDecodableDelta: 0 })],
  },
  {
    name: 'ignores framesReceived equal to framesDecoded from the tenth interval on if nothing tells what was handed on',
    polls: call(times(13, (poll) => [inboundVideo({ framesReceived: 15 * poll, framesDecoded: 15 * poll })])),
    expect: [
      video(9, { framesReceivedPerSecond: 15 }),
      video(10, { framesReceivedPerSecond: null, framesNotDecodableDelta: null }),
      video(12, { framesReceivedPerSecond: null }),
    ],
  },
  {
    name: 'keeps framesReceived if it differed once',
    polls: call(times(15, (poll) => [inboundVideo({ framesReceived: 15 * poll + (poll === 2 ? 1 : 0), framesDecoded: 15 * poll })])),
    expect: [video(14, { framesReceivedPerSecond: 15 })],
  },
  {
    name: 'ignores a repeated receiver report',
    polls: call([
      [
        outboundVideo({ remoteId: 'RI', packetsSent: 0 }),
        remoteInbound({ timestamp: kT0 - 10, packetsLost: 0, fractionLost: 0, jitter: 0.01, roundTripTime: 0.05 }),
      ],
      [
        outboundVideo({ remoteId: 'RI', packetsSent: 90 }),
        remoteInbound({ timestamp: kT0 - 10, packetsLost: 0, fractionLost: 0, jitter: 0.01, roundTripTime: 0.05 }),
      ],
      [
        outboundVideo({ remoteId: 'RI', packetsSent: 180 }),
        remoteInbound({ timestamp: kT0 + 1990, packetsLost: 20, fractionLost: 0.125, jitter: 0.02, roundTripTime: 0.06 }),
      ],
    ]),
    expect: [
      sentVideo(1, { remotePacketLoss: null, remoteJitter: null, remoteRtt: null }),
      sentVideo(2, { remotePacketLoss: 0.125, remoteJitter: 20, remoteRtt: 60 }),
    ],
  },
  {
    name: "takes the receiver's own ratio if it counts what it received (Firefox)",
    polls: call(times(2, (poll) => [
      outboundVideo({ packetsSent: 100 * poll }),
      remoteInbound({ packetsLost: 10 * poll, packetsReceived: 90 * poll, fractionLost: 0.5, jitter: 0 }),
    ])),
    expect: [sentVideo(1, { remotePacketLoss: 0.1 })],
  },
  {
    name: 'takes fractionLost if a broken receiver report makes packetsReceived negative',
    polls: call(times(2, (poll) => [
      outboundVideo({ packetsSent: 100 * poll }),
      remoteInbound({ packetsLost: 10 * poll, packetsReceived: -90, fractionLost: 0.5 }),
    ])),
    expect: [sentVideo(1, { remotePacketLoss: 0.5 })],
  },
  {
    name: 'computes lost / sent between two reports, without retransmissions, if there is neither (Safari 17)',
    polls: call([
      [outboundVideo({ packetsSent: 0, retransmittedPacketsSent: 0 }), remoteInbound({ timestamp: kT0, packetsLost: 0 })],
      [outboundVideo({ packetsSent: 110, retransmittedPacketsSent: 10 }), remoteInbound({ timestamp: kT0, packetsLost: 0 })],
      [outboundVideo({ packetsSent: 220, retransmittedPacketsSent: 20 }), remoteInbound({ timestamp: kT0 + 2000, packetsLost: 50 })],
    ]),
    expect: [sentVideo(1, { remotePacketLoss: null }), sentVideo(2, { remotePacketLoss: 0.25 })],
  },
];
