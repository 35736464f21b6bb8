// Runs in a page: what a poll costs the agent, beside a bare loop that only reads the same members of the same report.
import { createAgent } from '/dist/rtc-vitals.js';

const pollMs = 2000;
const growing = /^(bytes|packets|frames|total|header|jitterBuffer|concealed|inserted|removed|silent|nack|pli|fir|key|qp|retransmitted|requests|responses)/;

/** The objects of a real report, with `inbound` copies of each inbound stream instead of the one. */
function widen(objects, inbound) {
  const result = objects.filter((object) => object.type !== 'inbound-rtp');
  for (const stream of objects.filter((object) => object.type === 'inbound-rtp')) {
    for (let copy = 0; copy < inbound; copy += 1) result.push({ ...stream, id: `${stream.id}-${copy}`, ssrc: stream.ssrc + copy, mid: String(copy) });
  }
  return result;
}

/** The report of the next poll: every counter has grown, every timestamp is later. */
function advance(objects) {
  return new Map(objects.map((object) => {
    object.timestamp += pollMs;
    for (const name of Object.keys(object)) if (typeof object[name] === 'number' && growing.test(name)) object[name] += 7;
    return [object.id, object];
  }));
}

// `plan`: type -> members that the core asks for.
function readBare(report, plan) {
  let sum = 0;
  for (const object of report.values()) {
    const members = plan.get(object.type);
    if (members) for (const name of members) if (typeof object[name] === 'number') sum += object[name];
  }
  return sum;
}

function timed(polls, objects, work) {
  const samples = [];
  for (let poll = 0; poll < polls; poll += 1) {
    const report = advance(objects);
    const start = performance.now();
    work(report);
    samples.push(performance.now() - start);
  }
  // The clock of a page ticks in steps of up to 0.1 ms; the mean over many polls is finer than one of them.
  const warm = samples.slice(polls / 5);
  return (1000 * warm.reduce((sum, value) => sum + value, 0)) / warm.length;
}

/** Microseconds per poll of the agent and of the bare loop, for a call with `inbound` streams of each kind. */
window.measureCpu = async (template, inbound, polls, planText) => {
  const plan = new Map(planText.split('\n').map((line) => line.split('\t')).map(([type, members = '']) => [type, members.split(',').map((member) => member.slice(1).split('.')[0].split('|')[0])]));
  const objects = widen(template.map((object) => ({ ...object })), inbound);
  const connection = new RTCPeerConnection();
  let bytes = 0;
  let batches = 0;
  const agent = createAgent({ send: (body) => { bytes += body.length; batches += 1; return true; } });
  await agent.ready;
  const agentUs = timed(polls, objects, (report) => agent.feed(connection, report));
  const bareUs = timed(polls, objects, (report) => { window.sink = readBare(report, plan); });
  await agent.stop();
  connection.close();
  return { reports: objects.length, agentUs, bareUs, bytes, batches };
};
