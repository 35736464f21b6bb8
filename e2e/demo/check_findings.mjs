// Compares what the database says of the call with what its viewer saw.

/** Stretches of frozen samples, { stream, start, end }. A sample speaks for the time since the one before it: both ends are known to one poll. */
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

/** The time from one sample to the next, ms. */
export function pollOf(rows) {
  const gaps = rows.slice(1).map((row, i) => row.ts - rows[i].ts).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)];
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function compareAlert(alert, found, expect) {
  expect(alert.stream === found.stream, `the alert is about ${alert.stream}`);
  expect(alert.state === 'resolved', `the alert is ${alert.state}, it should be resolved`);
  expect(alert.opened_at > found.start && alert.opened_at <= found.end, 'the alert was not opened while the picture stood still');
  expect(alert.closed_at >= found.end, 'the alert was resolved before the picture was back');
}

/** Returns what is not as it happened, as sentences; none if all is well. */
export function checkFindings({ rows, alerts, events, session }, { freeze: truth }) {
  const faults = [];
  const expect = (holds, fault) => { if (!holds) faults.push(fault); };
  const stretches = frozenStretches(rows);
  const video = session.streams.filter((stream) => stream.kind === 'inboundVideo');
  expect(stretches.length === 1, `${stretches.length} frozen stretches are in the database, the viewer saw one`);
  expect(video.length === 1, `${video.length} received video streams are in the database, the call had one`);
  expect(alerts.length === 1, `${alerts.length} alerts are in the database, there should be one`);
  if (faults.length) return faults;
  const [found] = stretches;
  const poll = pollOf(rows);
  expect(found.stream === video[0].stream, `the frozen stream is ${found.stream}, the viewer's is ${video[0].stream}`);
  expect(Math.abs(found.start - truth.start) <= poll, `the freeze begins ${seconds(found.start - truth.start)} off`);
  expect(Math.abs(found.end - truth.end) <= poll, `the freeze ends ${seconds(found.end - truth.end)} off`);
  for (const { stream, data } of events.filter((event) => event.type === 'freeze' && event.phase === 'end')) {
    expect(stream === found.stream, `a freeze of ${stream} is in the database`);
    expect(Math.abs(data.durationMs - (truth.end - truth.start)) <= poll, `the freeze is ${seconds(data.durationMs)} long, the viewer's was ${seconds(truth.end - truth.start)}`);
  }
  compareAlert(alerts[0], found, expect);
  return faults;
}
