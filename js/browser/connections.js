// The watched connections, with the state of each. A closed connection is removed by itself.
import { textOf } from './errors.js';

/**
 * `open(name)` and `close(handle)` are the core's; handle 0 means not open there. `onEmpty()` is called when the last connection has left.
 */
export function createConnections({ open, close, onEmpty, errors }) {
  const entries = new Map();
  let made = 0;

  function isClosed(connection) {
    try {
      return connection.signalingState === 'closed' || connection.connectionState === 'closed';
    } catch (error) { // a proxy of a state library, or a connection of a frame that is gone
      errors.report('usage', `the state of a connection cannot be read (${textOf(error)}): it is not watched`, error);
      return true;
    }
  }

  function leave(entry) {
    entry.turn += 1; // the result of a pending getStats() is ignored
    close(entry.handle);
    entries.delete(entry.connection);
  }

  return {
    /** The entry of a connection, created if there is none. */
    enter(connection) {
      let entry = entries.get(connection);
      if (!entry) {
        made += 1;
        entry = { connection, name: `c${made}`, handle: 0, fed: false, annotated: false, startedAt: null, turn: 0 };
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
    /** Opens in the core the connections that were added before it was ready. */
    openAll() {
      for (const entry of entries.values()) entry.handle ||= open(entry.name);
    },
    /** Removes all connections: one that is no longer measured must not be kept alive here. */
    forgetAll() { entries.forEach(leave); },
    isClosed,
    all: () => entries.values(),
    get size() { return entries.size; },
  };
}
