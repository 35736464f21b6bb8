// Handles one report: passes it to the core, and the resulting samples and events to the listeners and into batches.
import { now } from './clock.js';
import { cutReport } from './stat_plan.js';

/** The facts of a poll that are not in the report. */
export function factsOf(connection, getStatsMs) {
  return {
    t: now(),
    perf: performance.now(),
    getStatsMs,
    conn: connection.connectionState,
    ice: connection.iceConnectionState,
    visible: document.visibilityState === 'visible',
  };
}

export function createReports({ core, emitter, outbox, life }) {
  let due = false;

  return {
    take(entry, facts, report) {
      if (emitter.has('poll')) emitter.emit('poll', recordedLine(core, entry, facts, report));
      const { sampled, events, due: full } = core.poll(entry.handle, facts, report);
      if (sampled && emitter.has('sample')) {
        const sample = core.sample(entry.handle);
        if (sample) emitter.emit('sample', sample);
      }
      if (events) outbox.emitEvents();
      due ||= full;
    },
    /**
     * All reports of a round have been taken. Batches wait for this:
     * with one more sample for some connections than for others they would only be longer.
     */
    endRound() {
      if (life.mayVanish()) outbox.hide();
      else if (due) outbox.flush('full');
      due = false;
    },
  };
}

// A line for `rtc-vitals analyze`. It contains only what the core reads.
function recordedLine(core, { name }, { t, ...facts }, report) {
  const { plans, hostType } = core.reads;
  return { t, pc: name, ...facts, report: cutReport(plans, hostType, report) };
}
