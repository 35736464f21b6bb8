// The page under test. The runner (run/agent_process.mjs) only calls `lab`, which has the ends of a call (class End) by name.
import { heartbeat, now } from './clock.mjs';
import { End } from './end.mjs';
import { Room } from './room.mjs';
import { Witness } from './witness.mjs';

const ends = {};
const witness = new Witness();
const late = heartbeat();
let subscribed; // the SFU's room, as the subscriber sees it
let visibilityChangedAt = null;
document.addEventListener('visibilitychange', () => { visibilityChangedAt = now(); });

async function joined(url) {
  const room = new Room(url);
  await room.open();
  return room;
}

window.lab = {
  open(name, plan) {
    ends[name] = new End(name, plan, witness);
  },

  call: (name, method, ...args) => ends[name][method](...args),

  /** Resolves to the SFU's id of what `caller` publishes. */
  publish: async (url) => (await joined(url)).publish(ends.caller),

  async subscribe(url, feed) {
    subscribed = await joined(url);
    await subscribed.subscribe(ends.callee, feed);
  },

  /** Waits until the page is 'visible' or 'hidden' and resolves to the time at which it changed. */
  async untilVisibility(state) {
    while (document.visibilityState !== state) {
      await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }));
    }
    return visibilityChangedAt;
  },

  configureSfu: (settings) => subscribed.configure(settings),

  async dump() {
    const results = await witness.results();
    return JSON.stringify({
      lines: Object.values(ends).flatMap((end) => end.recorder.lines),
      tracks: results.tracks,
      late: { page: late, reader: results.late },
    });
  },
};
