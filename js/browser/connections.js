// The connections that are watched, and what is known of each. One leaves by itself when it is closed.
import { textOf } from './errors.js';

/** `open(name)` and `close(handle)` are the core's, which knows no handle 0; `onEmpty()` is called when the last one has left. */
export function createConnections({ open, close, onEmpty, errors }) {
  const entries = new Map();
  let made = 0;

  function isClosed(connection) {
    try {
      return connection.signalingState === 'closed' || connection.connectionState === 'closed';
    } catch (error) { // a proxy of a state library, or of a frame that is gone
      errors.report('usage', `the state of a connection cannot be read (${textOf(error)}): it is not watched`, error);
      return true;
    }
  }

  function leave(entry) {
    entry.turn += 1; // what a pending getStats() brings is not taken any more
    close(entry.handle);
    entries.delete(entry.connection);
  }

  return {
    /** The entry of a connection, made if there is none. */
    enter(connection) {
      let entry = entries.get(connection);
      if (!entry) {
        made += 1;
        entry = { connection, name: `c${made}`, handle: 0, fed: false, told: false, startedAt: null, turn: 0 };
        entries.set(connection, entry);
      }
      if (!entry.handle) entry.handle = open(entry.name);
      return entry;
    },
    removeClosed() {
      if (entries.size === 0) return;
      for (const entry of entries.values()) if (isClosed(entry.connection)) leave(entry);
      if (entries.size === 0) onEmpty();
    },
    /** Opens in the core what came before the core did. */
    openAll() {
      for (const entry of entries.values()) entry.handle ||= open(entry.name);
    },
    /** Lets go of all of them: a connection that nobody measures must not be kept alive here. */
    forgetAll() { entries.forEach(leave); },
    isClosed,
    all: () => entries.values(),
    get size() { return entries.size; },
  };
}
