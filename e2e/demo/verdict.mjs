// Summarizes in a few lines what the database says about the freeze, next to what the viewer saw.
import { frozenByEvents, frozenStretches, pollOf } from './check_findings.mjs';
import { seconds } from './text.mjs';

const clock = (ms) => new Date(ms).toISOString().slice(11, 21);

export function printVerdict({ rows, alerts, events, session }, { freeze }, faults) {
  const poll = pollOf(rows);
  console.log(`The viewer saw     a freeze from ${clock(freeze.start)} for ${seconds(freeze.end - freeze.start)}`);
  for (const { stream, start, end } of frozenStretches(rows)) {
    const accuracy = `accurate to a poll of ${seconds(poll)}`;
    console.log(`the samples show   frozen from ${clock(start)} for ${seconds(end - start)}, ${accuracy}: stream ${stream}`);
  }
  for (const { start, end, cause } of frozenByEvents(events)) {
    console.log(`the event shows    frozen from ${clock(start)} for ${seconds(end - start)}, cause: ${cause}`);
  }
  for (const { verdict } of session.connections) console.log(`the core concludes ${verdict}`);
  for (const { opened_at: opened, closed_at: closed, state } of alerts) {
    console.log(`the alert          opened at ${clock(opened)}${closed === null ? '' : `, ${state} at ${clock(closed)}`}`);
  }
  for (const fault of faults) console.log(`MISMATCH: ${fault}`);
  if (!faults.length) console.log('Everything agrees.');
  console.log('');
}
