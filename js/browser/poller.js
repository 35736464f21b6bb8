// Calls getStats() on every connection once per period. Never two calls at a time on one connection; a call that hangs is given up.
import { textOf } from './errors.js';
import { factsOf } from './reports.js';

// W3C webrtc-stats does not limit how long getStats() may take. Browsers answer within milliseconds, under load within a second.
const kHangMs = 10_000;

/** `onReport(entry, facts, report)` is called with each report, `onRoundEnd()` when no call is pending. */
export function createPoller({ periodMs, connections, onReport, onRoundEnd, errors }) {
  let timer = null;
  let dueAt = 0;
  const counts = { polls: 0, failed: 0, abandoned: 0 };

  function failed(entry, error) {
    entry.startedAt = null;
    counts.failed += 1;
    errors.report('poll', `getStats() failed (${textOf(error)}): the connection has no sample for this poll`, error);
  }

  function mayPoll(entry, now) {
    if (entry.startedAt === null) return true;
    if (now - entry.startedAt < kHangMs) return false;
    counts.abandoned += 1;
    errors.report('poll', `getStats() did not respond for ${kHangMs / 1000} s: retrying`);
    return true;
  }

  async function pollOne(entry) {
    const startedAt = performance.now();
    if (!mayPoll(entry, startedAt)) return;
    entry.startedAt = startedAt;
    entry.turn += 1;
    const { turn } = entry;
    let report;
    try {
      report = await entry.connection.getStats();
    } catch (error) {
      if (turn === entry.turn) failed(entry, error);
      return;
    }
    if (turn !== entry.turn) return;
    entry.startedAt = null;
    // Some libraries probe the browser's features with a connection that they close at once. That is not a call.
    if (connections.isClosed(entry.connection)) return;
    counts.polls += 1;
    onReport(entry, factsOf(entry.connection, performance.now() - startedAt), report);
  }

  const poll = errors.guarded(async (entry) => {
    await pollOne(entry);
    if ([...connections.all()].every(({ startedAt }) => startedAt === null)) onRoundEnd();
  });

  const endRound = errors.guarded(onRoundEnd);

  function tick() {
    connections.removeClosed();
    endRound(); // of the previous round, if a call is still pending
    if (connections.size === 0) {
      timer = null;
      return;
    }
    for (const entry of connections.all()) if (!entry.fed) poll(entry);
    // At a fixed rate, but without catching up after a sleep, and never less than half a period apart.
    const now = performance.now();
    dueAt = Math.max(dueAt + periodMs, now + periodMs / 2);
    timer = setTimeout(tick, dueAt - now);
  }

  return {
    counts,
    /**
     * Starts polling, unless it runs already; it stops by itself when no connection is left.
     * The first poll is deferred: a new connection may belong to a subclass whose constructor has not finished what its getStats() needs.
     */
    start() {
      if (timer !== null) return;
      dueAt = performance.now();
      timer = setTimeout(tick);
    },
    stop() {
      clearTimeout(timer);
      timer = null;
    },
  };
}
