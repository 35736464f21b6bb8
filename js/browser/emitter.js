// Listeners by type. One that throws is named on the console; it stops neither the others nor the agent.

export function createEmitter(types) {
  const listeners = new Map(types.map((type) => [type, new Set()]));
  return {
    has: (type) => listeners.get(type).size > 0,
    /** Returns the function that removes the listener again. */
    on(type, listener) {
      listeners.get(type).add(listener);
      return () => { listeners.get(type).delete(listener); };
    },
    emit(type, value) {
      for (const listener of [...listeners.get(type)]) {
        try {
          listener(value);
        } catch (error) {
          console.error(`rtc-vitals: the listener of '${type}' threw`, error);
        }
      }
    },
  };
}
