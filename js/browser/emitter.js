// Listeners by type. One that throws is named on the console; it stops neither the others nor the agent.
import { inZoneOfNow } from './zones.js';

export function createEmitter(types) {
  const listeners = new Map(types.map((type) => [type, new Map()])); // the listener -> what calls it
  return {
    has: (type) => listeners.get(type).size > 0,
    /** Returns the function that removes the listener again. */
    on(type, listener) {
      listeners.get(type).set(listener, inZoneOfNow(listener));
      return () => { listeners.get(type).delete(listener); };
    },
    emit(type, value) {
      for (const call of [...listeners.get(type).values()]) {
        try {
          call(value);
        } catch (error) {
          console.error(`rtc-vitals: the listener of '${type}' threw`, error);
        }
      }
    },
  };
}
