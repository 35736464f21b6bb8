// Differences between browsers, current and past.
import {
  audio, call, connection, inboundAudio, inboundVideo, kT0, outboundVideo, pair, remoteInbound, sentVideo, times, transport, video,
} from './scenario.mjs';

export const browsers = [
  {
    name: 'takes the kind from mediaType where kind is missing (before 2019)',
    polls: call(times(2, (poll) => [{ type: 'inbound-rtp', id: 'IV', mediaType: 'video', ssrc: 1, framesDecoded: 15 * poll }])),
    expect: [video(1, { framesDecodedDelta: 15 })],
  },
  {
    name: 'treats inbound-rtp with isRemote as the remote report on our stream (Chrome up to 90, Firefox before 66)',
    polls: call(times(2, (poll) => [
      outboundVideo({ packetsSent: 100 * poll }),
      {
        type: 'inbound-rtp', id: 'RI', isRemote: true, kind: 'video', ssrc: 3, packetsLost: 25 * poll, roundTripTime: 0.04,
        timestamp: kT0 + 900 * poll,
      },
    ])),
    expect: [sentVideo(1, { remotePacketLoss: 0.25, remoteRtt: 40 })],
    absent: [{ poll: 1, kind: 'inboundVideo' }],
  },
  {
    name: 'completes a stream by its track object (Chrome up to 111, Safari up to 16)',
    polls: call(times(2, (poll) => [
      inboundVideo({ trackId: 'TR', framesDecoded: 15 * poll }),
      {
        type: 'track', id: 'TR', framesReceived: 16 * poll, framesDropped: poll, freezeCount: poll, frameWidth: 640, frameHeight: 360,
        jitterBufferDelay: 0.8 * poll, jitterBufferEmittedCount: 16 * poll,
      },
    ])),
    expect: [video(1, {
      framesReceivedPerSecond: 16, framesDroppedPerSecond: 1, freezeCountDelta: 1, frameWidth: 640, frameHeight: 360,
      jitterBufferDelayMs: 50,
    })],
  },
  {
    name: "applies a sender's track to no simulcast layer, since it covers all of them",
    polls: call(times(2, (poll) => [
      outboundVideo({ trackId: 'TR', framesEncoded: 15 * poll }),
      { ...outboundVideo({ trackId: 'TR', framesEncoded: 15 * poll }), id: 'OV2', ssrc: 4 },
      { type: 'track', id: 'TR', framesSent: 30 * poll },
    ])),
    expect: [sentVideo(1, { framesSentPerSecond: null, framesEncodedPerSecond: 15 }), sentVideo(1, { framesSentPerSecond: null }, 'OV2')],
  },
  {
    name: 'scales audioLevel from 0..32767 and treats -1 as unknown (Chrome before 88)',
    polls: call([[inboundAudio({ audioLevel: 16_383.5 })], [inboundAudio({ audioLevel: -1 })], [inboundAudio({ audioLevel: 0.25 })]]),
    expect: [audio(0, { audioLevel: 0.5 }), audio(1, { audioLevel: null }), audio(2, { audioLevel: 0.25 })],
  },
  {
    name: "keeps audioLevel 1 of 32767 apart from a track's 1 of 0..1",
    polls: call([
      [inboundAudio({ trackId: 'TR', audioLevel: 16 }), { type: 'track', id: 'TR', audioLevel: 16 / 32767 }],
      [inboundAudio({ trackId: 'TR', audioLevel: 1 }), { type: 'track', id: 'TR', audioLevel: 1 / 32767 }],
    ]),
    expect: [audio(0, { audioLevel: 0 }), audio(1, { audioLevel: 0 })],
  },
  {
    name: 'treats frame size 0 before the first frame as unknown (Firefox)',
    polls: call([[inboundVideo({ frameWidth: 0, frameHeight: 0 })]]),
    expect: [video(0, { frameWidth: null, frameHeight: null })],
  },
  {
    name: 'counts discardedPackets (Firefox video)',
    polls: call(times(2, (poll) => [inboundVideo({ discardedPackets: 5 * poll })])),
    expect: [video(1, { packetsDiscardedPerSecond: 5 })],
  },
  {
    name: 'reads qualityLimitationDurations in milliseconds (Chrome before 99) and in seconds',
    polls: call(times(2, (poll) => [
      outboundVideo({ qualityLimitationDurations: { none: 0, cpu: 250 * poll, bandwidth: 750 * poll, other: 0 } }),
      { ...outboundVideo({
        qualityLimitationDurations: { none: 0.5 * poll, cpu: 0.25 * poll, bandwidth: 0.25 * poll, other: 0 },
      }), id: 'OV2', ssrc: 4 },
    ])),
    expect: [
      sentVideo(1, { cpuLimitedShare: 0.25, bandwidthLimitedShare: 0.75, otherLimitedShare: 0 }),
      sentVideo(1, { cpuLimitedShare: 0.25, bandwidthLimitedShare: 0.25, otherLimitedShare: 0 }, 'OV2'),
    ],
  },
  {
    name: 'leaves only the shares unknown when limitation durations restart on a codec switch',
    polls: call([
      [outboundVideo({ bytesSent: 0, qualityLimitationDurations: { none: 9, cpu: 0, bandwidth: 4, other: 0 } })],
      [outboundVideo({ bytesSent: 1000, qualityLimitationDurations: { none: 1, cpu: 0, bandwidth: 0, other: 0 } })],
    ]),
    expect: [sentVideo(1, { bitrate: 8000, cpuLimitedShare: null, bandwidthLimitedShare: null })],
  },
  {
    name: 'finds an unnamed source by kind (Firefox), and counts frames that were not encoded',
    polls: call(times(2, (poll) => [
      outboundVideo({ framesEncoded: 20 * poll, framesSent: 19 * poll }),
      { type: 'media-source', id: 'mediasource_video', kind: 'video', frames: 30 * poll },
      { type: 'media-source', id: 'mediasource_audio', kind: 'audio' },
    ])),
    expect: [sentVideo(1, { framesCapturedPerSecond: 30, framesEncodedPerSecond: 20, framesNotEncodedDelta: 10, framesNotSentDelta: 1 })],
  },
  {
    name: 'leaves unencoded frames unknown where spatial layers are counted separately (Chromium, VP9 and AV1)',
    polls: call(times(2, (poll) => [
      outboundVideo({
        mediaSourceId: 'SV', scalabilityMode: 'L2T3_KEY', framesEncoded: 28 * poll, framesSent: 28 * poll, framesPerSecond: 14,
      }),
      { ...outboundVideo({
        mediaSourceId: 'SV', scalabilityMode: 'L1T3', framesEncoded: 14 * poll, framesSent: 13 * poll, framesPerSecond: 16,
      }), id: 'OV2', ssrc: 4 },
      { type: 'media-source', id: 'SV', kind: 'video', frames: 15 * poll },
    ])),
    expect: [
      sentVideo(1, {
        framesCapturedPerSecond: 15, framesEncodedPerSecond: 14, framesSentPerSecond: null, framesNotEncodedDelta: null,
        framesNotSentDelta: 0,
      }),
      sentVideo(1, { framesEncodedPerSecond: 14, framesSentPerSecond: 13, framesNotEncodedDelta: 1, framesNotSentDelta: 1 }, 'OV2'),
    ],
  },
  {
    name: 'gives a simulcast layer without mediaSourceId the source of its mid (Chrome before 148)',
    polls: call(times(2, (poll) => [
      outboundVideo({ mid: '1', mediaSourceId: 'SV1' }),
      { ...outboundVideo({ mid: '1' }), id: 'OV2', ssrc: 4 },
      { type: 'media-source', id: 'SV1', kind: 'video', frames: 30 * poll },
      { type: 'media-source', id: 'SV2', kind: 'video', frames: 15 * poll },
    ])),
    expect: [sentVideo(1, { framesCapturedPerSecond: 30 }), sentVideo(1, { framesCapturedPerSecond: 30 }, 'OV2')],
  },
  {
    name: 'gives layers without a mid the source of their track (Chrome 101)',
    polls: call(times(2, (poll) => [
      outboundVideo({ trackId: 'TK', mediaSourceId: 'SV1' }), outboundVideo({ id: 'OV2', ssrc: 9, trackId: 'TK' }),
      { type: 'media-source', id: 'SV1', kind: 'video', frames: 30 * poll },
      { type: 'media-source', id: 'SV2', kind: 'video', frames: 5 * poll },
    ])),
    expect: [sentVideo(1, { framesCapturedPerSecond: 30 }), sentVideo(1, { framesCapturedPerSecond: 30 }, 'OV2')],
  },
  {
    name: "does not give a stream without a source another stream's source (replaceTrack(null))",
    polls: call(times(2, (poll) => [
      outboundVideo({ mid: '0', framesEncoded: 30 * poll }), outboundVideo({ id: 'OV2', ssrc: 9, mid: '1', mediaSourceId: 'SV2' }),
      { type: 'media-source', id: 'SV2', kind: 'video', frames: 5 * poll },
    ])),
    expect: [
      sentVideo(1, { framesEncodedPerSecond: 30, framesCapturedPerSecond: null, framesNotEncodedDelta: null }),
      sentVideo(1, { framesCapturedPerSecond: 5 }, 'OV2'),
    ],
  },
  {
    name: 'leaves unencoded frames unknown when the source was missing for a poll',
    polls: call(times(4, (poll) => [
      outboundVideo({ framesEncoded: 30 * poll }),
      ...(poll === 1 ? [] : [{ type: 'media-source', id: 'SV', kind: 'video', frames: 31 * poll }]),
    ])),
    expect: [sentVideo(2, { framesCapturedPerSecond: 31, framesNotEncodedDelta: null }), sentVideo(3, { framesNotEncodedDelta: 1 })],
  },
  {
    name: 'restarts only the key frames on a codec switch (Chromium 156)',
    polls: call([3, 1, 2].map((keyFramesEncoded, poll) => [
      outboundVideo({ bytesSent: 1000 * poll, framesEncoded: 15 * poll, keyFramesEncoded }),
    ])),
    expect: [
      sentVideo(1, { bitrate: 8000, framesEncodedPerSecond: 15, keyFramesEncodedDelta: null }),
      sentVideo(2, { keyFramesEncodedDelta: 1 }),
    ],
  },
  {
    name: 'finds the pair that Firefox marks as selected without a transport, with RTT from RTCP before 142',
    polls: call(times(2, (poll) => [
      pair({ selected: true, bytesSent: 1000 * poll, bytesReceived: 2000 * poll, localCandidateId: 'L', remoteCandidateId: 'R' }),
      pair({ id: 'CP2', selected: false, bytesSent: 9000 * poll }),
      { type: 'local-candidate', id: 'L', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' },
      { type: 'remote-candidate', id: 'R', candidateType: 'srflx', protocol: 'udp' },
      outboundVideo({}), remoteInbound({ roundTripTime: 0.03 + 0.01 * poll }),
    ])),
    expect: [connection(1, {
      rtt: 40, rttSource: 'rtcp', sendBitrate: 8000, receiveBitrate: 16_000, localCandidateType: 'relay', remoteCandidateType: 'srflx',
      protocol: 'tcp',
    })],
  },
  {
    name: 'treats an RTT of 0 without a measurement as unknown',
    polls: call([[
      outboundVideo({}),
      remoteInbound({ roundTripTime: 0, roundTripTimeMeasurements: 0 }),
      transport({}),
      pair({ currentRoundTripTime: 0, totalRoundTripTime: 0, responsesReceived: 0 }),
    ]]),
    expect: [connection(0, { rtt: null, rttSource: null }), sentVideo(0, { remoteRtt: null })],
  },
];
