/** Epoch milliseconds on the page's monotonic clock: the clock of every time in a recording. */
export const now = () => performance.timeOrigin + performance.now();

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const BEAT_MS = 50;
/** A beat later than this means that the thread (or the whole host) stood still. */
const LATE_MS = 150;

/** Starts a heartbeat on this thread and returns the list in which its late beats will appear as {start, end}. */
export function heartbeat() {
  const late = [];
  let last = now();
  setInterval(() => {
    const t = now();
    if (t - last > LATE_MS) late.push({ start: last, end: t });
    last = t;
  }, BEAT_MS);
  return late;
}
