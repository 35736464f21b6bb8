// The clock of all times in a recording, in the pages and (through run/clock.mjs) in the runner.

/** Epoch milliseconds on this thread's monotonic clock. Browsers, emulator and runner share the machine's clock. */
export const now = () => performance.timeOrigin + performance.now();

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const kBeatMs = 50;
// A beat later than this means that the thread (or the whole host) stalled.
const kLateMs = 150;

/** Starts a heartbeat on this thread. Returns a list to which late beats are added as {start, end}. */
export function heartbeat() {
  const late = [];
  let last = now();
  setInterval(() => {
    const t = now();
    if (t - last > kLateMs) late.push({ start: last, end: t });
    last = t;
  }, kBeatMs).unref?.(); // does not keep a Node process alive
  return late;
}
