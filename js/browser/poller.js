// Asks every connection for its stats, once per period. Never two requests at a time to one connection; one that hangs is given up.
import { textOf } from './errors.js';
import { factsOf } from './reports.js';

// W3C webrtc-stats sets no limit to how long getStats() may take; browsers answer within milliseconds, under load within a second.
const kHangMs = 10_000;

/** `onReport(entry, facts, report)` gets each report, `onRoundEnd()` is called when no connection owes one. */
export function createPoller({ periodMs, connections, onReport, onRoundEnd, errors }) {
  let timer = null;
  let dueAt = 0;
  const counts = { polls: 0, failed: 0, abandoned: 0 };

  function failed(entry, error) {
    entry.startedAt = null;
    counts.failed += 1;
    errors.report('poll', `getStats() failed (${textOf(error)}): its connection has no sample for this poll`, error);
  }

  function mayAsk(entry, now) {
    if (entry.startedAt === null) return true;
    if (now - entry.startedAt < kHangMs) return false;
    counts.abandoned += 1;
    errors.report('poll', `getStats() did not answer for ${kHangMs / 1000} s: given up and asked again`);
    return true;
  }

  async function askOne(entry) {
    const startedAt = performance.now();
    if (!mayAsk(entry, startedAt)) return;
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
    // Libraries learn what the browser can do from a connection that they close at once: that was no call.
    if (connections.isClosed(entry.connection)) return;
    counts.polls += 1;
    onReport(entry, factsOf(entry.connection, performance.now() - startedAt), report);
  }

  const ask = errors.guarded(async (entry) => {
    await askOne(entry);
    if ([...connections.all()].every(({ startedAt }) => startedAt === null)) onRoundEnd();
  });

  const endRound = errors.guarded(onRoundEnd);

  function tick() {
    connections.removeClosed();
    endRound(); // of the last round, should somebody still owe an answer
    if (connections.size === 0) {
      timer = null;
      return;
    }
    for (const entry of connections.all()) if (!entry.fed) ask(entry);
    // On a fixed beat, but no catching up after a sleep, nor two polls at once.
    const now = performance.now();
    dueAt = Math.max(dueAt + periodMs, now + periodMs / 2);
    timer = setTimeout(tick, dueAt - now);
  }

  return {
    counts,
    /**
     * Begins, unless it runs already; stops by itself when no connection is left. Not at once: a connection that was just constructed may be one of a
     * subclass whose getStats() needs what its constructor has yet to do.
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
