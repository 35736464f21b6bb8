// The connection as a whole, and what depends on it.
import { audio, call, connection, inboundAudio, pair, times, transport } from './scenario.mjs';

export const connections = [
  {
    name: "takes the pair from the transport, and bitrates from the transport's own counters",
    polls: call(times(2, (poll) => [
      transport({ bytesSent: 1000 * poll, bytesReceived: 3000 * poll, selectedCandidatePairChanges: 1 }),
      pair({ currentRoundTripTime: 0.05, availableOutgoingBitrate: 300_000, packetsDiscardedOnSend: 4 * poll, bytesSent: 700 * poll }),
      pair({ id: 'CP2', currentRoundTripTime: 0.9, bytesSent: 7000 * poll }),
    ])),
    expect: [connection(1, {
      rtt: 50, rttSource: 'candidate-pair', availableOutgoingBitrate: 300_000, sendBitrate: 8000, receiveBitrate: 24_000,
      packetsDiscardedOnSendPerSecond: 4, pathChangesDelta: 0, dtlsState: 'connected',
    })],
  },
  {
    name: 'leaves the bitrate unknown when transport.bytesSent falls to 0 under one id',
    polls: call([[transport({ bytesSent: 942, bytesReceived: 10 }), pair({})], [transport({ bytesSent: 0, bytesReceived: 20 }), pair({})]]),
    expect: [connection(1, { sendBitrate: null, receiveBitrate: null })],
  },
  {
    name: 'adds up several transports (no BUNDLE)',
    polls: call(times(2, (poll) => [
      transport({ bytesSent: 1000 * poll, bytesReceived: 0 }),
      pair({ bytesSent: 1000 * poll, currentRoundTripTime: 0.01, availableOutgoingBitrate: 5000 }),
      transport({ id: 'T2', selectedCandidatePairId: 'CPB', bytesSent: 2000 * poll, bytesReceived: 0 }),
      pair({ id: 'CPB', transportId: 'T2', bytesSent: 2000 * poll + 1, currentRoundTripTime: 0.02, availableOutgoingBitrate: 5000 }),
    ])),
    expect: [connection(1, { sendBitrate: 24_000, receiveBitrate: 0, rtt: 20, availableOutgoingBitrate: 5000 })],
  },
  {
    name: 'takes the active one of two nominated, succeeded pairs',
    polls: call(times(2, (poll) => [
      pair({ bytesSent: 15_627, bytesReceived: 9000, currentRoundTripTime: 0.2 }),
      pair({ id: 'CP2', bytesSent: 2000 * poll, bytesReceived: 0, currentRoundTripTime: 0.03 }),
    ])),
    expect: [connection(1, { rtt: 30 })],
  },
  {
    name: 'counts a change of the selected pair once, with an unknown bitrate of pairs',
    polls: call([
      [pair({ selected: true, bytesSent: 1000 }), pair({ id: 'CP2', selected: false, bytesSent: 0 })],
      [pair({ selected: false, bytesSent: 1100 }), pair({ id: 'CP2', selected: true, bytesSent: 500 })],
      [pair({ selected: false, bytesSent: 1100 }), pair({ id: 'CP2', selected: true, bytesSent: 1500 })],
    ]),
    expect: [
      connection(0, { pathChangesDelta: null }), connection(1, { pathChangesDelta: 1, sendBitrate: null }),
      connection(2, { pathChangesDelta: 0, sendBitrate: 8000 }),
    ],
  },
  {
    name: 'counts a path change when the transport names no pair for a poll and then another',
    polls: call(['CP', undefined, 'CP2', 'CP2'].map((id, poll) => [
      transport({ selectedCandidatePairId: id, selectedCandidatePairChanges: poll < 2 ? 1 : 2 }), ...(id ? [pair({ id })] : []),
    ])),
    expect: [connection(1, { pathChangesDelta: null }), connection(2, { pathChangesDelta: 1 }), connection(3, { pathChangesDelta: 0 })],
  },
  {
    name: 'counts an ICE restart if both candidates of the new pair are new, but not a mere path change',
    polls: call(['A', 'A', 'B', 'C'].map((name, poll) => [
      transport({ selectedCandidatePairId: `pair ${name}` }),
      ...[...new Set(['A', name])].map((one) => pair({
        id: `pair ${one}`, localCandidateId: one === 'C' ? 'local B' : `local ${one}`, remoteCandidateId: `remote ${one}`,
      })),
      ...['A', name].map((one) => ({ type: 'local-candidate', id: one === 'C' ? 'local B' : `local ${one}`, candidateType: 'host' })),
      ...['A', name].map((one) => ({ type: 'remote-candidate', id: `remote ${one}`, candidateType: poll === 3 ? 'relay' : 'host' })),
    ])),
    expect: [
      connection(0, { iceRestartsDelta: null }), connection(1, { iceRestartsDelta: 0, pathChangesDelta: 0 }),
      connection(2, { iceRestartsDelta: 1, pathChangesDelta: 1 }),
      connection(3, { iceRestartsDelta: 0, pathChangesDelta: 1, remoteCandidateType: 'relay' }),
    ],
  },
  {
    name: 'takes byte counts from the pairs where no transport has any (Firefox 153)',
    polls: call(times(2, (poll) => [transport({}), pair({ selected: true, bytesSent: 1000 * poll, bytesReceived: 500 * poll })])),
    expect: [connection(1, { sendBitrate: 8000, receiveBitrate: 4000 })],
  },
  {
    name: 'computes audible concealment, time stretch and MOS with its inputs',
    polls: call(times(2, (poll) => [
      transport({}), pair({ currentRoundTripTime: 0.1 }),
      inboundAudio({
        playoutId: 'AP', bytesReceived: 4000 * poll, packetsReceived: 50 * poll, packetsLost: 0, totalSamplesReceived: 48_000 * poll,
        concealedSamples: 4800 * poll, silentConcealedSamples: 2400 * poll, concealmentEvents: 3 * poll,
        insertedSamplesForDeceleration: 480 * poll, removedSamplesForAcceleration: 480 * poll,
        jitterBufferDelay: 2880 * poll, jitterBufferEmittedCount: 48_000 * poll,
      }),
      { type: 'media-playout', id: 'AP', kind: 'audio', totalPlayoutDelay: 480 * poll, totalSamplesCount: 48_000 * poll },
    ])),
    // delay 20 + 100/2 + 60 + 10 = 140; Ie = 55 - 4.6 ln 32000 = 7.281; with 5 % loss 7.281 + 92.719 * 5/15 = 38.187;
    // R = 100 - 38.187 - 4.2 = 57.613
    expect: [audio(1, {
      audibleConcealmentRatio: 0.05, timeStretchRatio: 0.02, concealmentEventsDelta: 3, jitterBufferDelayMs: 60, playoutDelayMs: 10,
      mosDelayMs: 140, mosLoss: 0.05, mos: 2.98,
    })],
  },
  {
    name: 'leaves MOS unknown while the round-trip time is',
    polls: call(times(2, (poll) => [inboundAudio({
      bytesReceived: 4000 * poll, packetsReceived: 50 * poll, packetsLost: 0, jitterBufferDelay: 2880 * poll,
      jitterBufferEmittedCount: 48_000 * poll,
    })])),
    expect: [audio(1, { packetLoss: 0, mos: null, mosDelayMs: null, mosLoss: null })],
  },
  {
    name: 'passes host members through',
    polls: call(times(1, () => []), { host: () => ({ getStatsMs: 3.25, conn: 'connected', ice: 'completed', visible: false }) }),
    expect: [connection(0, {
      connectionState: 'connected', iceConnectionState: 'completed', pageVisible: false, getStatsMs: 3.25, rtt: null, sendBitrate: null,
    })],
  },
];
