// Deletes sessions that have been silent for long, one stream at a time, so that it never blocks the collector for more than a moment.
// The file does not shrink: SQLite reuses the space.
import { setImmediate } from 'node:timers/promises';

import { prepareAll } from './sqlite.mjs';

const kStatements = {
  old: 'SELECT id FROM session WHERE received_at < ? ORDER BY received_at LIMIT 1',
  isOld: 'SELECT 1 FROM session WHERE id = ? AND received_at < ?',
  epochs: 'SELECT id FROM epoch WHERE session = ?',
  streams: 'SELECT id FROM stream WHERE epoch = ?',
  outbox: 'DELETE FROM outbox WHERE alert IN (SELECT id FROM alert WHERE stream = ?)',
  alerts: 'DELETE FROM alert WHERE stream = ?',
  samples: 'DELETE FROM sample WHERE stream = ?',
  stream: 'DELETE FROM stream WHERE id = ?',
  events: 'DELETE FROM event WHERE epoch = ?',
  batches: 'DELETE FROM batch WHERE epoch = ?',
  epoch: 'DELETE FROM epoch WHERE id = ?',
  session: 'DELETE FROM session WHERE id = ?',
};

export class Retention {
  #run;
  #store;
  #keepMs;
  #forgotten;
  #stopped = false;
  #running = null;

  /**
   * Keeps the sessions heard in the last `keepMs`. `forgotten({ stream })` or `({ epoch })` is called for each row deleted,
   * whose id may be reused from then on.
   */
  constructor({ db, store, keepMs, forgotten }) {
    this.#run = prepareAll(db, kStatements);
    this.#store = store;
    this.#keepMs = keepMs;
    this.#forgotten = forgotten;
  }

  /** Deletes the sessions that are too old at `now`. Resolves to their number. */
  clean(now) {
    this.#running ??= this.#clean(now).finally(() => { this.#running = null; });
    return this.#running;
  }

  async stop() {
    this.#stopped = true;
    await this.#running?.catch(() => {});
  }

  async #clean(now) {
    const limit = now - this.#keepMs;
    let forgotten = 0;
    for (let old; !this.#stopped && (old = this.#run.old.get(limit));) {
      if (await this.#forget(old.id, limit)) forgotten++;
    }
    return forgotten;
  }

  // A session that receives a batch meanwhile is no longer old: what is left of it stays.
  async #forget(session, limit) {
    for (const { step, gone } of this.#stepsFor(session)) {
      const isOld = this.#store.transaction(() => {
        const still = this.#run.isOld.get(session, limit);
        if (still) step();
        return still;
      });
      if (isOld && gone) this.#forgotten(gone);
      await setImmediate();
      if (!isOld || this.#stopped) return false;
    }
    return true;
  }

  *#stepsFor(session) {
    const run = this.#run;
    for (const { id: epoch } of run.epochs.all(session)) {
      for (const { id: stream } of run.streams.all(epoch)) {
        const step = () => { for (const statement of [run.outbox, run.alerts, run.samples, run.stream]) statement.run(stream); };
        yield { step, gone: { stream } };
      }
      yield { step: () => { for (const statement of [run.events, run.batches, run.epoch]) statement.run(epoch); }, gone: { epoch } };
    }
    yield { step: () => run.session.run(session) };
  }
}
