// The page under test. The runner (run/agent_process.mjs) only calls `lab`, which has the ends of a call (class End) by name.
import { heartbeat, now } from './clock.mjs';
import { End } from './end.mjs';
import { Room } from './room.mjs';
import { Witness } from './witness.mjs';

const ends = {};
const witness = new Witness();
const late = heartbeat();
let room;
let visibilityChangedAt = null;
document.addEventListener('visibilitychange', () => { visibilityChangedAt = now(); });

window.lab = {
  open(name, plan) {
    ends[name] = new End(name, plan, witness);
  },

  call: (name, method, ...args) => ends[name][method](...args),

  async joinSfu(url) {
    room = new Room(url);
    await room.open();
    await room.subscribe(ends.callee, await room.publish(ends.caller));
  },

  /** Waits until the page is 'visible' or 'hidden' and resolves to the time at which it changed. */
  async untilVisibility(state) {
    while (document.visibilityState !== state) {
      await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }));
    }
    return visibilityChangedAt;
  },

  configureSfu: (settings) => room.configure(settings),

  async dump() {
    const results = await witness.results();
    return JSON.stringify({
      lines: Object.values(ends).flatMap((end) => end.recorder.lines),
      tracks: results.tracks,
      late: { page: late, reader: results.late },
    });
  },
};
