// Compares what the database says about the call with what its viewer saw.
import { seconds } from './text.mjs';

/**
 * Stretches of frozen samples, { stream, start, end }. A sample covers the time since the previous one, so both ends are accurate to one
 * poll.
 */
export function frozenStretches(rows) {
  const stretches = [];
  rows.forEach((row, i) => {
    if (row.freeze_flag !== 1) return;
    const last = stretches.at(-1);
    if (last && rows[i - 1].freeze_flag === 1) last.end = row.ts;
    else stretches.push({ stream: row.stream, start: rows[i - 1]?.ts ?? row.ts, end: row.ts });
  });
  return stretches;
}

/** Freezes by their events, { stream, start, end, cause }. */
export const frozenByEvents = (events) => events
  .filter(({ type, phase }) => type === 'freeze' && phase === 'end')
  .map(({ stream, ts, data }) => ({ stream, start: ts - data.durationMs, end: ts, cause: data.cause }));

/** The time from one sample to the next, ms. */
export function pollOf(rows) {
  const gaps = rows.slice(1).map((row, i) => row.ts - rows[i].ts).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)];
}

const overlap = (a, b) => Math.min(a.end, b.end) - Math.max(a.start, b.start);

function compare(what, found, truth, poll, expect) {
  expect(Math.abs(found.start - truth.start) <= poll, `${what} starts ${seconds(found.start - truth.start)} off`);
  const [length, expected] = [found.end - found.start, truth.end - truth.start];
  expect(Math.abs(length - expected) <= poll, `${what} is ${seconds(length)} long, the viewer's was ${seconds(expected)}`);
}

/**
 * Returns the mismatches as sentences; none if everything agrees. Only the intended freeze is compared: an overloaded machine
 * may cause short freezes as well.
 */
export function checkFindings({ rows, alerts, events, session }, { freeze: truth }) {
  const faults = [];
  const expect = (holds, fault) => { if (!holds) faults.push(fault); };
  const poll = pollOf(rows);
  const streams = session.streams.filter(({ kind }) => kind === 'inboundVideo').map(({ stream }) => stream);
  const during = (all) => all.filter((found) => overlap(found, truth) > poll);
  const bySamples = during(frozenStretches(rows));
  const byEvents = during(frozenByEvents(events));
  const raised = during(alerts.map((alert) => ({ ...alert, start: alert.opened_at, end: alert.closed_at ?? Infinity })));

  expect(streams.length === 1, `${streams.length} received video streams are in the database, the call had one`);
  for (const [what, found] of [['frozen stretches of samples', bySamples], ['freeze events', byEvents], ['alerts', raised]]) {
    expect(found.length === 1, `${found.length} ${what} are in the database for the time in which the viewer saw one freeze`);
    expect(found.every(({ stream }) => stream === streams[0]), `${what} are about ${found.map(({ stream }) => stream)}, not ${streams[0]}`);
  }
  if (faults.length) return faults;
  compare('the freeze by its samples', bySamples[0], truth, poll, expect);
  compare('the freeze by its event', byEvents[0], truth, poll, expect);
  expect(raised[0].state === 'resolved', `the alert is ${raised[0].state}, it should be resolved`);
  expect(raised[0].closed_at >= truth.end - poll, 'the alert was resolved before the freeze ended');
  return faults;
}
