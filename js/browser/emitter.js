// Listeners by type. An exception of a listener goes to the console; it affects neither the other listeners nor the agent.
import { inCurrentZone } from './zones.js';

export function createEmitter(types) {
  const listeners = new Map(types.map((type) => [type, new Map()])); // listener -> function that calls it
  return {
    has: (type) => listeners.get(type).size > 0,
    /** Returns a function that removes the listener. */
    on(type, listener) {
      listeners.get(type).set(listener, inCurrentZone(listener));
      return () => { listeners.get(type).delete(listener); };
    },
    emit(type, value) {
      for (const call of [...listeners.get(type).values()]) {
        try {
          call(value);
        } catch (error) {
          console.error(`rtc-vitals: a listener of '${type}' threw`, error);
        }
      }
    },
  };
}
