// Group commit: whatever arrives while the event loop turns once is written in one transaction, and each writer hears
// of its batch only when that transaction is on disk. Under load the cost of a commit is shared by many batches.

// While somebody else writes to the file, the group waits without holding up anything else, so long:
const kAgainMs = 50;
const kMostTries = 100;

export class CommitQueue {
  #waiting = [];
  #write;
  #transaction;
  #recover;
  #faultOf;
  #inVain = false;  // something was written that was not kept

  /**
   * `write(item)` stores one item, inside `transaction(work)`. When a group fails, nothing of it is stored. What then happens is for `faultOf(error)`
   * to say: 'busy': it waits and is tried again; 'database': all of it is refused, for no item would do better; else each item is tried alone, so that
   * one that cannot be stored does not cost its neighbours. `recover()` runs after every transaction in which something was written in vain; if it
   * throws, it is tried again before the next one, and while it throws nothing is written: its error is that of all that waits.
   */
  constructor({ write, transaction, recover, faultOf = () => 'item' }) {
    this.#write = write;
    this.#transaction = transaction;
    this.#recover = recover;
    this.#faultOf = faultOf;
  }

  /** Resolves to what `write` returned once it is committed; rejects with the database's error. */
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
    if (fault === 'busy') this.#again(group, error);
    else if (fault === 'database' || group.length === 1) for (const entry of group) entry.reject(error);
    else for (const entry of group) this.#alone(entry);
  }

  #alone(entry) {
    const error = this.#commit([entry]);
    if (error) entry.reject(error);
  }

  #again(group, error) {
    for (const entry of group) {
      if (++entry.tries < kMostTries) this.#waiting.push(entry);
      else entry.reject(error);
    }
    if (this.#waiting.length) setTimeout(() => this.flush(), kAgainMs);
  }

  #commit(group) {
    try {
      this.#recoverIfNeeded();
      const results = this.#transaction(() => {
        this.#inVain = true;
        return group.map(({ item }) => this.#write(item));
      });
      this.#inVain = false;
      group.forEach((entry, i) => entry.resolve(results[i]));
      return null;
    } catch (error) {
      try {
        this.#recoverIfNeeded();
      } catch {
        // Tried again before the next transaction.
      }
      return error;
    }
  }

  #recoverIfNeeded() {
    if (this.#inVain) this.#recover();
    this.#inVain = false;
  }
}
