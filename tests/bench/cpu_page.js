// Runs in a page: the agent's cost per poll, compared with a bare loop that only reads the same members of the same report, and with other
// libraries.
import { createAgent } from '/dist/rtc-vitals.js';
import * as monitorModule from '/peer/client-monitor-js.js';
import * as detectorModule from '/peer/webrtc-issue-detector.js';
import { clientMonitor, issueDetector } from '/peers/polled_peers.mjs';

const kPollMs = 2000;
const kRounds = 5;
const kGrowing = /^(bytes|packets|frames|total|header|jitterBuffer|concealed|inserted|removed|silent|nack|pli|fir|key|qp|retransmitted|requests|responses)/;

// The objects of a real report, with `inbound` copies of each inbound stream.
function widen(objects, inbound) {
  const result = objects.filter((object) => object.type !== 'inbound-rtp');
  for (const stream of objects.filter((object) => object.type === 'inbound-rtp')) {
    for (let copy = 0; copy < inbound; copy++) {
      result.push({ ...stream, id: `${stream.id}-${copy}`, ssrc: stream.ssrc + copy, mid: String(copy) });
    }
  }
  return result;
}

// The report of the next poll: every counter has grown, every timestamp is later.
function advance(objects) {
  return new Map(objects.map((object) => {
    object.timestamp += kPollMs;
    for (const name of Object.keys(object)) if (typeof object[name] === 'number' && kGrowing.test(name)) object[name] += 7;
    return [object.id, object];
  }));
}

// `plan`: type -> members that the core asks for.
function readBare(report, plan) {
  let sum = 0;
  for (const object of report.values()) {
    for (const name of plan.get(object.type) ?? []) if (typeof object[name] === 'number') sum += object[name];
  }
  return sum;
}

// Mean microseconds of `work(report)`, awaited if it is asynchronous. `ready(report)` runs before the clock starts.
async function timed(polls, objects, { work, ready = () => {} }) {
  let total = 0;
  for (let poll = 0; poll < polls; poll++) {
    const report = advance(objects);
    ready(report);
    const start = performance.now();
    const turns = work(report);
    if (turns) await turns;
    total += performance.now() - start;
  }
  return (1000 * total) / polls;
}

// The contenders take turns, so that other load on the machine affects all alike; the first round warms up. A page's clock has a resolution
// of up to 0.1 ms, but the mean over many polls is finer.
async function inTurns(contenders, polls, objects) {
  const means = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < kRounds; round++) {
    for (const [name, contender] of Object.entries(contenders)) means[name].push(await timed(polls / kRounds, objects, contender));
  }
  return Object.fromEntries(Object.entries(means).map(([name, [, ...warm]]) => [
    name, warm.reduce((sum, us) => sum + us, 0) / warm.length,
  ]));
}

// A stand-in's getStats() gives the libraries the report. The receiver's part is extracted before the clock starts.
const contenderOf = (peer) => ({ work: () => peer.poll(), ready: (report) => peer.show(report) });

/** Microseconds per poll of each, for a call with `inbound` streams of each kind. */
window.measureCpu = async (template, inbound, polls, planText) => {
  const nameOf = (member) => member.slice(1).split('.')[0].split('|')[0];
  const plan = new Map(planText.split('\n').map((line) => line.split('\t')).map(([type, members = '']) => [
    type, members.split(',').map(nameOf),
  ]));
  const objects = widen(template.map((object) => ({ ...object })), inbound);
  const connection = new RTCPeerConnection();
  let bytes = 0;
  let batches = 0;
  const agent = createAgent({ send: (body) => { bytes += body.length; batches += 1; return true; } });
  await agent.ready;
  const peers = { monitor: clientMonitor(monitorModule), detector: issueDetector(detectorModule, () => {}) };
  const us = await inTurns({
    agent: { work: (report) => void agent.feed(connection, report) },
    bare: { work: (report) => { window.sink = readBare(report, plan); } },
    monitor: contenderOf(peers.monitor),
    detector: contenderOf(peers.detector),
  }, polls, objects);
  await agent.stop();
  connection.close();
  for (const peer of Object.values(peers)) peer.close();
  return { reports: objects.length, us, bytes, batches };
};
