import { epochMs, heartbeat, sleep } from './clock.mjs';
import { labs } from './labs.mjs';
import { play } from './timeline.mjs';

const kPollMs = 1000;
const kFirstFrameLimitMs = 20_000;
// A call that goes on for longer than this after its plan's end hangs.
const kOvertimeMs = 45_000;

/** Makes one call on the lab's stage. Returns {lines, tracks, faults, late, versions, network}. */
export async function makeCall({ lab, browser, seed, plan }) {
  const late = heartbeat();
  const stage = await labs[lab]({ call: plan.call, browser, seed });
  try {
    return await Promise.race([playCall(stage, plan, late), overtime(plan.seconds)]);
  } finally {
    await stage.close();
  }
}

async function overtime(seconds) {
  const limit = seconds * 1000 + kOvertimeMs;
  await new Promise((done) => setTimeout(done, limit).unref());
  throw new Error(`the call did not end within ${limit} ms`);
}

async function playCall(stage, plan, late) {
  await stage.connect();
  await each(stage, 'poll', kPollMs);
  if (plan.call.caller.sends.length) await firstFrame(stage.ends.callee);
  const faults = await play(plan.faults, stage, plan.seconds);
  await each(stage, 'stopPolling');
  const dumps = await stage.dumps();
  return {
    lines: dumps.flatMap((dump) => dump.lines).sort((a, b) => a.t - b.t),
    tracks: dumps.flatMap((dump) => dump.tracks),
    faults,
    late: lateBeats(dumps, late),
    versions: stage.versions,
    network: await stage.network?.stats(),
  };
}

const each = ({ ends }, method, ...args) => Promise.all(Object.values(ends).map((end) => end.call(method, ...args)));

async function firstFrame(end) {
  for (const limit = epochMs() + kFirstFrameLimitMs; !(await end.call('framesSeen', 0));) {
    if (epochMs() > limit) throw new Error(`no picture arrived within ${kFirstFrameLimitMs} ms`);
    await sleep(100);
  }
}

function lateBeats(dumps, recorder) {
  return { recorder, page: dumps.flatMap((dump) => dump.late.page), reader: dumps.flatMap((dump) => dump.late.reader) };
}
