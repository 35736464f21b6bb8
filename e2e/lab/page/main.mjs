// The page under test. The runner (run/browser.mjs) calls `lab` only; each end of a call is an End by name.
import { heartbeat } from './clock.mjs';
import { End } from './end.mjs';
import { Room } from './room.mjs';
import { Witness } from './witness.mjs';

const ends = {};
const witness = new Witness();
const late = heartbeat();
let room;

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

  configureSfu: (settings) => room.configure(settings),

  async dump() {
    const testimony = await witness.testimony();
    return JSON.stringify({
      lines: Object.values(ends).flatMap((end) => end.recorder.lines),
      tracks: testimony.tracks,
      late: { page: late, reader: testimony.late },
    });
  },
};
