// What happens with one report: rows to the core, and what comes of them to the listeners and into batches.
import { now } from './clock.js';
import { cutReport } from './stat_plan.js';

/** What getStats cannot know. */
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
      if (events) outbox.tellEvents();
      due ||= full;
    },
    /** The reports of one round are in: a batch with one sample more of this connection than of that one would only be longer. */
    endRound() {
      if (life.mayVanish()) outbox.hide();
      else if (due) outbox.flush('full');
      due = false;
    },
  };
}

// A line of the form that `rtc-vitals analyze` reads. It holds what the core reads and nothing else.
function recordedLine(core, { name }, { t, ...facts }, report) {
  const { plans, hostType } = core.reads;
  return { t, pc: name, ...facts, report: cutReport(plans, hostType, report) };
}
