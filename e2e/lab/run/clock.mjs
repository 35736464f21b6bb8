/** Epoch milliseconds; browsers, emulator and this process share the machine's clock. */
export const epochMs = () => performance.timeOrigin + performance.now();

export const sleep = (ms) => new Promise((done) => setTimeout(done, Math.max(0, ms)));

const BEAT_MS = 50;
const LATE_MS = 150;

/** Starts a heartbeat of this process; the list returned fills with late beats as {start, end}. */
export function heartbeat() {
  const late = [];
  let last = epochMs();
  setInterval(() => {
    const t = epochMs();
    if (t - last > LATE_MS) late.push({ start: last, end: t });
    last = t;
  }, BEAT_MS).unref();
  return late;
}
