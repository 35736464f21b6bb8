// How the agent says that something is wrong. Nothing is ever thrown into the page: a problem is an 'error' event, or one line on the console
// when nobody listens.

const kMostTold = 20; // different ones of a code: a page that runs for weeks must not grow, and much of one kind must not hide another

/** `report(code, message, cause)` tells each message of a code once. `last` is the newest message, told or not. */
export function createErrors(emitter) {
  const told = {}; // messages by code
  const errors = {
    last: null,
    report(code, message, cause) {
      errors.last = message;
      const before = (told[code] ??= new Set());
      if (before.has(message) || before.size >= kMostTold) return;
      before.add(message);
      // Later, so that a listener added right after createAgent() hears what was wrong with its options.
      Promise.resolve().then(() => {
        if (emitter.has('error')) emitter.emit('error', { code, message, cause });
        else console.warn(`rtc-vitals: ${message}`);
      });
    },
    /** A function that does what `action` does and never throws, nor rejects; what goes wrong inside must not reach the page. */
    guarded(action) {
      const caught = (error) => errors.report('internal', `something in rtc-vitals failed (${textOf(error)})`, error);
      return (...args) => {
        try {
          const result = action(...args);
          return result?.catch ? result.catch(caught) : result; // a promise need not be an instance of what the page has put in the place of Promise
        } catch (error) {
          return caught(error);
        }
      };
    },
  };
  return errors;
}

/** What was thrown, as text; things that are no Error can be thrown too, even such as no text can be made of. */
export function textOf(thrown) {
  try {
    return String(thrown?.message ?? thrown);
  } catch {
    return 'no text';
  }
}
