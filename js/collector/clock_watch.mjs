// The system's clock may be set while the collector runs. What passes meanwhile is told by one that nobody sets (elapsed), and what has to be a date by one
// that is believed only with care: what is forgotten by a wrong date is gone.
const kLeastMs = 1000;        // less is how clocks are put right in small steps
const kSuspectMs = 24 * 3600 * 1000;
const kTrialMs = 6 * 3600 * 1000;

const span = (ms) => (Math.abs(ms) < 2 * 3600_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 3600_000).toFixed(1)} h`);

export class ClockWatch {
  #now;
  #elapsed;
  #log;
  #ahead;
  #believed;          // { at, elapsed }: the last date that was believed, and when
  #suspectedAt = null;

  /** `last`: the latest date that is known from before, null if there is none. `log(line)` is told when the clock was set. */
  constructor({ now, elapsed, log, last }) {
    this.#now = now;
    this.#elapsed = elapsed;
    this.#log = log;
    this.#ahead = this.ahead();
    this.#believed = { at: last ?? now(), elapsed: elapsed() };
  }

  /** How far the clock is ahead of the one that nobody sets: another number once it was set. */
  ahead() {
    return this.#now() - this.#elapsed();
  }

  /** To be called every now and then: tells the log if the clock was set. */
  look() {
    const set = this.ahead() - this.#ahead;
    if (Math.abs(set) < kLeastMs) return;
    this.#ahead += set;
    this.#log(`the clock was set ${set > 0 ? 'forward' : 'back'} by ${span(Math.abs(set))}${set > 0 ? ', or this machine slept' : ''}: what goes on keeps the times that it had, what begins now has the new ones`);
  }

  /**
   * The date by which something may be deleted. A clock that is a day or more ahead of what has passed since the last date is not believed before six hours;
   * as nothing is said by a clock of a collector that did not run, this is so after a pause, too.
   */
  date() {
    const [now, elapsed] = [this.#now(), this.#elapsed()];
    const expected = this.#believed.at + elapsed - this.#believed.elapsed;
    const isSuspect = now - expected >= kSuspectMs;
    if (isSuspect && this.#suspectedAt === null) {
      this.#suspectedAt = elapsed;
      this.#log(`the clock is ${span(now - expected)} ahead of what was stored last and has passed since: for ${span(kTrialMs)} no session is forgotten by it, in case it is wrong`);
    }
    if (isSuspect && elapsed - this.#suspectedAt < kTrialMs) return expected;
    this.#suspectedAt = null;
    this.#believed = { at: now, elapsed };
    return now;
  }
}
