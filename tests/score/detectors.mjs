// Detectors of freezes in a recording: the core, the plain rule, and the browser's own count.
//
// Each takes the lines of a recording and returns claims (measures.mjs).
import { eventsOf, tracksOf } from './recording.mjs';

// The freezes in the core's events; `parameters` overrides thresholds by name. A freeze that was reported while in progress keeps the time
// of that report.
export function coreClaims(core, lines, parameters) {
  const tracks = tracksOf(lines);
  const reportedAt = new Map();
  const claims = [];
  for (const event of eventsOf(core, lines, parameters)) {
    if (event.type !== 'freeze') continue;
    const key = `${event.connection}/${event.stream}`;
    if (event.phase === 'start') {
      reportedAt.set(key, event.reportedAt);
      continue;
    }
    if (!(event.durationMs > 0)) continue;
    const ms = event.precision === 'interval' ? event.intervalMs : event.durationMs;
    claims.push({
      pc: event.connection, track: tracks.get(key), start: event.t - ms, end: event.t, durationMs: event.durationMs,
      count: event.count ?? 1,
      precision: event.precision, cause: event.cause, confidence: event.confidence, reportedAt: reportedAt.get(key) ?? event.reportedAt,
      evidence: event.evidence,
    });
    reportedAt.delete(key);
  }
  return claims;
}

// Media arrives (over 10 kbit/s) and no frame is decoded. Returns the intervals for which that holds, with adjacent ones merged.
export function plainRuleClaims(lines) {
  const kMinBitrate = 10_000;
  return intervalClaims(lines, (before, now, ms) => {
    const bitrate = (8000 * (now.bytesReceived - before.bytesReceived)) / ms;
    return bitrate > kMinBitrate && now.framesDecoded === before.framesDecoded ? ms : 0;
  });
}

// freezeCount and totalFreezesDuration: reported when the picture is back, for a freeze at some time before that.
export function browserClaims(lines) {
  return eachInterval(lines, (before, now, ms, base) => {
    const count = now.freezeCount - before.freezeCount;
    if (!(count > 0)) return [];
    const durationMs = 1000 * (now.totalFreezesDuration - before.totalFreezesDuration);
    const start = Math.min(before.timestamp, now.timestamp - durationMs);
    return [{ ...base, start, end: now.timestamp, durationMs, count, precision: 'interval', reportedAt: now.timestamp }];
  });
}

function intervalClaims(lines, frozenMs) {
  const claims = [];
  for (const claim of eachInterval(lines, (before, now, ms, base) => {
    const durationMs = frozenMs(before, now, ms);
    return durationMs > 0 ? [
      { ...base, start: before.timestamp, end: now.timestamp, durationMs, count: 1, reportedAt: now.timestamp },
    ] : [];
  })) {
    const last = claims.findLast((c) => c.pc === claim.pc && c.stream === claim.stream);
    if (last?.end === claim.start) {
      last.end = claim.end;
      last.durationMs += claim.durationMs;
    } else claims.push(claim);
  }
  return claims;
}

function eachInterval(lines, claimsOf) {
  const last = new Map();
  const claims = [];
  for (const { pc, report } of lines) {
    for (const now of Object.values(report ?? {})) {
      if (now.type !== 'inbound-rtp' || now.kind !== 'video') continue;
      const key = `${pc}/${now.id}`;
      const before = last.get(key);
      last.set(key, now);
      if (!before || before.ssrc !== now.ssrc || !(now.timestamp > before.timestamp)) continue;
      claims.push(...claimsOf(before, now, now.timestamp - before.timestamp, { pc, stream: now.id, track: now.trackIdentifier }));
    }
  }
  return claims;
}
