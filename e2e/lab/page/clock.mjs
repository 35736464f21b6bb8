// The clock of every time in a recording, in the pages and (run/clock.mjs) in the runner.

/** Epoch milliseconds on the monotonic clock of this thread; browsers, emulator and runner share the machine's. */
export const now = () => performance.timeOrigin + performance.now();

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const kBeatMs = 50;
// A beat later than this means that the thread (or the whole host) stood still.
const kLateMs = 150;

/** Starts a heartbeat on this thread and returns the list in which its late beats will appear as {start, end}. */
export function heartbeat() {
  const late = [];
  let last = now();
  setInterval(() => {
    const t = now();
    if (t - last > kLateMs) late.push({ start: last, end: t });
    last = t;
  }, kBeatMs).unref?.(); // in Node it keeps no process alive
  return late;
}
