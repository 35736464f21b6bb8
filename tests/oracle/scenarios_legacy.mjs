// The callback form of getStats() (Chrome before 117), where every value is a string, and other rare cases.
import { audio, call, connection, inboundVideo, sentVideo, times, video } from './scenario.mjs';

const ssrc = (id, members) => ({ type: 'ssrc', id, transportId: 'Channel-audio-1', ...members });

export const rare = [
  {
    name: 'reads streams, pair and bandwidth of the callback form',
    polls: call(times(2, (poll) => [
      ssrc('ssrc_1_recv', {
        ssrc: '1', mediaType: 'video', packetsReceived: `${90 * poll}`, packetsLost: `${10 * poll}`, bytesReceived: `${1000 * poll}`,
        framesDecoded: `${15 * poll}`, qpSum: `${150 * poll}`,
        googJitterReceived: '12', googNacksSent: `${3 * poll}`, googPlisSent: `${poll}`, googFirsSent: '0', googFrameWidthReceived: '640',
        googFrameHeightReceived: '360',
      }),
      ssrc('ssrc_2_recv', {
        ssrc: '2', mediaType: 'audio', packetsReceived: `${50 * poll}`, packetsLost: '0', bytesReceived: `${4000 * poll}`,
        googJitterReceived: '5', audioOutputLevel: '8191.75',
      }),
      ssrc('ssrc_3_send', {
        ssrc: '3', mediaType: 'video', packetsSent: `${100 * poll}`, packetsLost: `${20 * poll}`, bytesSent: `${2000 * poll}`,
        framesEncoded: `${14 * poll}`, googRtt: '47', googFrameRateInput: '15',
        googFrameRateSent: '13', googFrameWidthSent: '320', googFrameHeightSent: '180', googNacksReceived: `${2 * poll}`,
        googCpuLimitedResolution: 'true', googBandwidthLimitedResolution: 'false',
      }),
      { type: 'googComponent', id: 'Channel-audio-1', selectedCandidatePairId: 'Conn-1' },
      {
        type: 'googCandidatePair', id: 'Conn-1', googChannelId: 'Channel-audio-1', googActiveConnection: 'true', googRtt: '50',
        bytesSent: `${3000 * poll}`, bytesReceived: `${6000 * poll}`, packetsDiscardedOnSend: '0', localCandidateId: 'L',
        remoteCandidateId: 'R',
      },
      {
        type: 'googCandidatePair', id: 'Conn-2', googChannelId: 'Channel-audio-1', googActiveConnection: 'false', googRtt: '999',
        bytesSent: `${9000 * poll}`, bytesReceived: '0',
      },
      { type: 'localcandidate', id: 'L', candidateType: 'peerreflexive', transport: 'udp', networkType: 'lan' },
      { type: 'remotecandidate', id: 'R', candidateType: 'relayed', transport: 'udp' },
      { type: 'VideoBwe', id: 'bweforvideo', googAvailableSendBandwidth: '428493' },
    ])),
    expect: [
      video(1, {
        bitrate: 8000, packetLoss: 0.1, framesDecodedDelta: 15, jitter: 12, nackPerSecond: 3, pliPerSecond: 1, firPerSecond: 0,
        frameWidth: 640, frameHeight: 360, qp: 10, framesReceivedPerSecond: null,
      }, 'ssrc_1_recv'),
      audio(1, { bitrate: 32_000, packetLoss: 0, jitter: 5, audioLevel: 0.25, mos: null }, 'ssrc_2_recv'),
      sentVideo(1, {
        bitrate: 16_000, framesCapturedPerSecond: 15, framesEncodedPerSecond: 14, framesSentPerSecond: null, frameWidth: 320, remoteRtt: 47,
        remotePacketLoss: 0.2, nackPerSecond: 2, qualityLimitationReason: 'cpu',
      }, 'ssrc_3_send'),
      connection(1, {
        rtt: 50, rttSource: 'candidate-pair', availableOutgoingBitrate: 428_493, sendBitrate: 24_000, receiveBitrate: 48_000,
        localCandidateType: 'prflx', remoteCandidateType: 'relay', protocol: 'udp', networkType: 'lan',
      }),
    ],
  },
  {
    name: 'counts packets but no media bytes for a stream of padding only',
    polls: call(times(2, (poll) => [inboundVideo({
      packetsReceived: 60 * poll, packetsLost: 0, bytesReceived: 0, headerBytesReceived: 13_100 * poll, framesReceived: 0, framesDecoded: 0,
    })])),
    expect: [video(1, { bitrate: 0, packetLoss: 0, framesDecodedDelta: 0, framesDecodedPerSecond: 0, qp: null, decodeTimeMs: null })],
  },
  {
    name: 'counts data channels',
    polls: call(times(2, (poll) => [{
      type: 'data-channel', id: 'D', datachannelid: 1, state: 'open', messagesSent: 2 * poll, messagesReceived: 5 * poll,
      bytesSent: 100 * poll, bytesReceived: 700 * poll,
    }])),
    expect: [{ poll: 1, kind: 'dataChannel', stream: 'D', members: {
      state: 'open', messagesSentPerSecond: 2, messagesReceivedPerSecond: 5, bytesSentPerSecond: 100, bytesReceivedPerSecond: 700,
    } }],
  },
];
