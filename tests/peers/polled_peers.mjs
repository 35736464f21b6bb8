// The peers, each polled when it is asked to and not by a timer of its own. All their settings are as they come, but for how often they poll.
// Runs in Node and in pages.
import { StandInConnection } from './stand_in_connection.mjs';

const kNever = 2 ** 31 - 1;  // ms: the longest that a timer can wait
const kSilent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * @observertc/client-monitor-js, by default 20 detectors and a sample of everything every fourth poll. `module`: its exports.
 * `poll(report, states)` resolves when it has taken the report; `frozen()` gives the ids of the tracks whose picture it holds frozen.
 */
export function clientMonitor(module) {
  module.setLogger(kSilent);
  const connection = new StandInConnection();
  const { setInterval } = globalThis;
  globalThis.setInterval = () => 0;  // its timer is set when it is made
  const monitor = new module.ClientMonitor({ integrateNavigatorMediaDevices: false });
  globalThis.setInterval = setInterval;
  let peer;
  monitor.on('new-peerconnnection-monitor', ({ peerConnectionMonitor }) => { peer = peerConnectionMonitor; });
  monitor.addSource(connection, 'RTCPeerConnection');
  peer.connectionState = 'connected';
  const known = new Set();
  // It judges tracks that it was told of. Version 4.0.3 does not listen to the connection's track events, so it is told here.
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

/** webrtc-issue-detector with its nine detectors and its scores. `onIssues` is told of what a poll found. */
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
