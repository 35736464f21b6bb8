// Group commit: all items that arrive in one turn of the event loop are written in one transaction,
// and each writer is answered only when that transaction is on disk. Under load, many batches share the cost of a commit.

// While another program writes to the file, the group waits this long between tries, without blocking anything else:
const kRetryMs = 50;
const kMaxTries = 100;

export class CommitQueue {
  #waiting = [];
  #write;
  #transaction;
  #recover;
  #faultOf;
  #needsRecovery = false;  // something was written and rolled back

  /**
   * `write(item)` stores one item, inside `transaction(work)`.
   * If a group fails, nothing of it is stored, and `faultOf(error)` decides what happens next:
   *   - 'busy': the group waits and is retried;
   *   - 'database': all its items are rejected, since none would fare better;
   *   - anything else: each item is tried alone, so that a bad one does not affect the others.
   *
   * `recover()` runs after every transaction whose writes were rolled back. If it throws, it is retried before the next transaction.
   * While it throws, nothing is written, and all waiting items fail with its error.
   */
  constructor({ write, transaction, recover, faultOf = () => 'item' }) {
    this.#write = write;
    this.#transaction = transaction;
    this.#recover = recover;
    this.#faultOf = faultOf;
  }

  /** Resolves to the result of `write` once it is committed; rejects with the database's error. */
  add(item) {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ item, resolve, reject, tries: 0 }) === 1) setImmediate(() => this.flush());
    });
  }

  flush() {
    const group = this.#waiting.splice(0);
    const error = this.#commit(group);
    if (!error) return;
    const fault = this.#faultOf(error);
    if (fault === 'busy') this.#retryLater(group, error);
    else if (fault === 'database' || group.length === 1) for (const entry of group) entry.reject(error);
    else for (const entry of group) this.#writeAlone(entry);
  }

  #writeAlone(entry) {
    const error = this.#commit([entry]);
    if (error) entry.reject(error);
  }

  #retryLater(group, error) {
    for (const entry of group) {
      if (++entry.tries < kMaxTries) this.#waiting.push(entry);
      else entry.reject(error);
    }
    if (this.#waiting.length) setTimeout(() => this.flush(), kRetryMs);
  }

  #commit(group) {
    try {
      this.#recoverIfNeeded();
      const results = this.#transaction(() => {
        this.#needsRecovery = true;
        return group.map(({ item }) => this.#write(item));
      });
      this.#needsRecovery = false;
      group.forEach((entry, i) => entry.resolve(results[i]));
      return null;
    } catch (error) {
      try {
        this.#recoverIfNeeded();
      } catch {
        // Retried before the next transaction.
      }
      return error;
    }
  }

  #recoverIfNeeded() {
    if (this.#needsRecovery) this.#recover();
    this.#needsRecovery = false;
  }
}
