// Whether batches can be stored: for /healthz, and for the log, which must not be flooded.
import { stat } from 'node:fs/promises';

import { faultOf } from './sqlite.mjs';

// At most one line per minute in the log. A fault that no batch has hit for a minute counts as gone:
// otherwise a load balancer, which sends no batches to a failing collector, would never see it recover.
const kMinuteMs = 60_000;

// The files of a database in use. The newest commits are in the -wal and are lost with it.
const kParts = ['', '-wal'];

const identityOf = (path) => stat(path, { bigint: true }).then(({ dev, ino }) => `${dev} ${ino}`, () => 'none');

const batches = (count) => (count === 1 ? 'a batch' : `${count} batches`);

export class Health {
  #log;
  #now;
  #fault = null;  // { why, at }: of the last commit, if the database failed
  #unlogged = 0;  // batches refused since the last log line
  #logged = { at: -Infinity, refused: 0 };  // the last log line; refused: batches logged since storing last worked, 0 if none
  #file;
  #isLost = false;

  /** `file` is the database file's path. */
  constructor({ file, log, now }) {
    this.#file = { path: file, identity: null };
    this.#log = log;
    this.#now = now;
  }

  /** Why batches cannot be stored; null while they can. */
  get why() {
    if (this.#isLost) return `${this.#file.path}, or its -wal, was removed or replaced while in use, `
      + 'so new data will be lost: restart the collector';
    if (this.#fault && this.#isRecent(this.#fault.at)) return `batches cannot be stored: ${this.#fault.why}`;
    return null;
  }

  // abs(): the clock may have been set back since.
  #isRecent(at) {
    return Math.abs(this.#now() - at) < kMinuteMs;
  }

  /** A batch was refused. */
  refused(error) {
    const now = this.#now();
    this.#fault = faultOf(error) === 'item' ? null : { why: error.message, at: now };
    this.#unlogged++;
    if (this.#isRecent(this.#logged.at)) return;
    this.#log(`${batches(this.#unlogged)} could not be stored (${error.message}): refused, the sender may retry`);
    this.#logged = { at: now, refused: this.#logged.refused + this.#unlogged };
    this.#unlogged = 0;
  }

  /** A batch was stored. */
  stored() {
    this.#fault = null;
    if (!this.#logged.refused) return;
    this.#log(`batches are being stored again, after ${this.#logged.refused + this.#unlogged} refused`);
    this.#logged.refused = this.#unlogged = 0;
  }

  /** Checks that the database file is still the one that was opened. */
  async checkFile() {
    const found = (await Promise.all(kParts.map((part) => identityOf(this.#file.path + part)))).join();
    this.#file.identity ??= found;
    const isLost = found !== this.#file.identity;
    if (isLost !== this.#isLost) this.#log(isLost
      ? `${this.#file.path}, or its -wal, was removed or replaced: data stored from now on will be lost`
      : `${this.#file.path} is back`);
    this.#isLost = isLost;
  }
}
