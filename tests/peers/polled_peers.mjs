// The peer libraries, polled on request instead of by their own timers. All other settings are the defaults.
// Runs in Node and in pages.
import { StandInConnection } from './stand_in_connection.mjs';

const kNever = 2 ** 31 - 1;  // ms: the longest wait of a timer
const kSilent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * @observertc/client-monitor-js, by default 20 detectors and a sample of everything every fourth poll. `module`: its exports.
 * `poll(report, states)` resolves when the report is processed; `frozen()` returns the ids of the tracks that it considers frozen.
 */
export function clientMonitor(module) {
  module.setLogger(kSilent);
  const connection = new StandInConnection();
  const { setInterval } = globalThis;
  globalThis.setInterval = () => 0;  // suppresses its timer, which it sets on construction
  const monitor = new module.ClientMonitor({ integrateNavigatorMediaDevices: false });
  globalThis.setInterval = setInterval;
  let peer;
  monitor.on('new-peerconnnection-monitor', ({ peerConnectionMonitor }) => { peer = peerConnectionMonitor; });
  monitor.addSource(connection, 'RTCPeerConnection');
  peer.connectionState = 'connected';
  const known = new Set();
  // It judges only tracks that it was given. Version 4.0.3 does not listen to the connection's track events, so they are added here.
  const addTracks = () => {
    for (const { track } of connection.getReceivers()) {
      if (!track.id || known.has(track.id)) continue;
      known.add(track.id);
      peer.addMediaStreamTrack(Object.assign(new EventTarget(), track));
    }
  };
  return {
    monitor,
    show(report, states) {
      connection.show(report, states);
      addTracks();
    },
    poll: () => monitor.collect(),
    frozen: () => monitor.inboundRtps.filter((stream) => stream.isFreezed).map((stream) => stream.trackIdentifier),
    close: () => monitor.close(),
  };
}

/** webrtc-issue-detector with its nine detectors and its scores. `onIssues` gets the findings of a poll. */
export function issueDetector(module, onIssues) {
  const connection = new StandInConnection();
  globalThis.window ??= globalThis;
  const compositeStatsParser = new module.CompositeRTCStatsParser({ statsParser: new module.RTCStatsParser({ logger: kSilent }) });
  const statsReporter = new module.PeriodicWebRTCStatsReporter({ compositeStatsParser, getStatsInterval: kNever });
  const detector = new module.default({ compositeStatsParser, statsReporter, onIssues, autoAddPeerConnections: false });
  detector.handleNewPeerConnection(connection, 'pc');
  return {
    show: (report, states) => connection.show(report, states),
    poll: () => statsReporter.parseReports(),
    close: () => detector.stopWatchingNewPeerConnections(),
  };
}
