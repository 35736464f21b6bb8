// The freezes that other libraries find in a recording. They get its reports through a stand-in connection, at the recorded times through a
// stand-in clock.
import { mock } from 'node:test';

import { loadPeer } from '../peers/load_peer.mjs';
import { clientMonitor, issueDetector } from '../peers/polled_peers.mjs';

const videosOf = (report) => [...report.values()].filter((stats) => stats.type === 'inbound-rtp' && stats.kind === 'video');

// Replays one connection's polls in order, on a clock that shows each poll's time. `look(report, before)` runs after the peer has processed
// a poll.
async function replay(lines, make, look) {
  mock.timers.enable({ apis: ['Date', 'setInterval', 'setTimeout'], now: lines[0].t });
  const peer = make();
  let before = null;
  try {
    for (const { t, report: objects, conn, ice } of lines) {
      mock.timers.tick(Math.max(0, t - Date.now()));
      const report = new Map(Object.values(objects).map((stats) => [stats.id, stats]));
      peer.show(report, { conn, ice });
      await peer.poll();
      look(peer, report, before);
      before = report;
    }
    peer.close();
  } finally {
    mock.timers.reset();
  }
}

function connectionsOf(lines) {
  const connections = new Map();
  for (const line of lines) if (line.report) connections.set(line.pc, [...connections.get(line.pc) ?? [], line]);
  return connections;
}

// Claims the interval before a poll as frozen. If it is adjacent to the previous claim, extends that one.
function claim(claims, pc, stream, before) {
  const start = before?.get(stream.id)?.timestamp ?? stream.timestamp;
  const last = claims.findLast((earlier) => earlier.pc === pc && earlier.stream === stream.id);
  if (last?.end === start) Object.assign(last, { end: stream.timestamp, durationMs: stream.timestamp - last.start });
  else claims.push({
    pc, stream: stream.id, track: stream.trackIdentifier, start, end: stream.timestamp, durationMs: stream.timestamp - start, count: 1,
    precision: 'interval', reportedAt: stream.timestamp,
  });
}

// It keeps a state per track, set while freezeCount grows. It does not report how long the picture was frozen.
async function clientMonitorClaims(module, lines) {
  const claims = [];
  for (const [pc, polls] of connectionsOf(lines)) {
    await replay(polls, () => clientMonitor(module), (peer, report, before) => {
      const frozen = new Set(peer.frozen());
      for (const stream of videosOf(report)) if (frozen.has(stream.trackIdentifier)) claim(claims, pc, stream, before);
    });
  }
  return claims;
}

// Its issue `frozen-video-track` names the streams; `missing-video-stream-data` identifies them by their stalled byte count. An issue
// covers the poll's interval.
async function issueDetectorClaims(module, lines, reasons) {
  const claims = [];
  for (const [pc, polls] of connectionsOf(lines)) {
    let issues = [];
    await replay(polls, () => issueDetector(module, (found) => { issues = found; }), (peer, report, before) => {
      for (const { reason, statsSample } of issues.filter((issue) => reasons.includes(issue.reason))) {
        const isMeant = (stream) => statsSample.ssrcs?.includes(stream.ssrc) ?? statsSample.bytesReceived === stream.bytesReceived;
        for (const stream of videosOf(report).filter(isMeant)) claim(claims, pc, stream, before);
      }
      issues = [];
    });
  }
  return claims;
}

/** [{name, claimsOf(lines)}], with claims in the form of measures.mjs. */
export async function loadPeers() {
  const [monitor, detector] = await Promise.all([loadPeer('@observertc/client-monitor-js'), loadPeer('webrtc-issue-detector')]);
  const { FrozenVideoTrack, MissingVideoStreamData } = detector.IssueReason;
  return [
    { name: 'client-monitor-js', claimsOf: (lines) => clientMonitorClaims(monitor, lines) },
    { name: 'webrtc-issue-detector', claimsOf: (lines) => issueDetectorClaims(detector, lines, [FrozenVideoTrack]) },
    { name: '… and missing data', claimsOf: (lines) => issueDetectorClaims(detector, lines, [FrozenVideoTrack, MissingVideoStreamData]) },
  ];
}
