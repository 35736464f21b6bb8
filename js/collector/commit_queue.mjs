// Group commit: whatever arrives while the event loop turns once is written in one transaction, and each writer hears
// of its batch only when that transaction is on disk. Under load the cost of a commit is shared by many batches.

export class CommitQueue {
  #waiting = [];
  #write;
  #transaction;
  #recover;

  /**
   * `write(item)` stores one item, inside `transaction(work)`. When a group fails, nothing of it is stored: `recover()`
   * runs, then each item is tried alone, so that one item that cannot be stored does not cost its neighbours.
   */
  constructor({ write, transaction, recover }) {
    this.#write = write;
    this.#transaction = transaction;
    this.#recover = recover;
  }

  /** Resolves to what `write` returned once it is committed; rejects with the database's error. */
  add(item) {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ item, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  flush() {
    const group = this.#waiting.splice(0);
    if (group.length === 0) return;
    const error = this.#commit(group);
    if (!error) return;
    if (group.length === 1) group[0].reject(error);
    else for (const entry of group) {
      const own = this.#commit([entry]);
      if (own) entry.reject(own);
    }
  }

  #commit(group) {
    try {
      const results = this.#transaction(() => group.map(({ item }) => this.#write(item)));
      group.forEach((entry, i) => entry.resolve(results[i]));
      return null;
    } catch (error) {
      this.#recover();
      return error;
    }
  }
}
