// The wall clock may be set while the collector runs. Durations are measured by a monotonic clock (elapsed).
// Dates come from the wall clock, which is trusted only with care: sessions deleted because of a wrong date are lost.
const kMinStepMs = 1000;        // smaller steps are normal clock adjustment
const kSuspectMs = 24 * 3600 * 1000;
const kTrialMs = 6 * 3600 * 1000;

const span = (ms) => (Math.abs(ms) < 2 * 3600_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 3600_000).toFixed(1)} h`);

export class ClockWatch {
  #now;
  #elapsed;
  #log;
  #ahead;
  #trusted;           // { at, elapsed }: the last date that was trusted, and when
  #suspectedAt = null;

  /** `last`: the latest date known from an earlier run, null if none. `log(line)` is called when the clock was set. */
  constructor({ now, elapsed, log, last }) {
    this.#now = now;
    this.#elapsed = elapsed;
    this.#log = log;
    this.#ahead = this.ahead();
    this.#trusted = { at: last ?? now(), elapsed: elapsed() };
  }

  /** The wall clock minus the monotonic clock. It changes when the wall clock is set. */
  ahead() {
    return this.#now() - this.#elapsed();
  }

  /** Logs whether the clock was set since the last call. Call it periodically. */
  check() {
    const set = this.ahead() - this.#ahead;
    if (Math.abs(set) < kMinStepMs) return;
    this.#ahead += set;
    this.#log(`the clock was set ${set > 0 ? 'forward' : 'back'} by ${span(Math.abs(set))}${set > 0 ? ', or this machine slept' : ''}: `
      + 'page loads in progress keep their times, new ones use the new clock');
  }

  /**
   * The date to delete by. If the clock is a day or more ahead of the last trusted date plus the time elapsed since,
   * it is not trusted for six hours. This also applies after a downtime of the collector, in which no clock could be watched.
   */
  date() {
    const [now, elapsed] = [this.#now(), this.#elapsed()];
    const expected = this.#trusted.at + elapsed - this.#trusted.elapsed;
    const isSuspect = now - expected >= kSuspectMs;
    if (isSuspect && this.#suspectedAt === null) {
      this.#suspectedAt = elapsed;
      this.#log(`the clock is ${span(now - expected)} ahead of the last stored time plus the time elapsed since: `
        + `no session is deleted by it for ${span(kTrialMs)}, in case it is wrong`);
    }
    if (isSuspect && elapsed - this.#suspectedAt < kTrialMs) return expected;
    this.#suspectedAt = null;
    this.#trusted = { at: now, elapsed };
    return now;
  }
}
