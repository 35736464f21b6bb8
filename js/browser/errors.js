// How the agent reports problems. Nothing is ever thrown into the page:
// a problem is an 'error' event, or a line on the console if there is no listener.

// Distinct messages per code: memory must not grow in a page that runs for weeks, and one code must not hide another.
const kMaxReported = 20;

/** `report(code, message, cause)` reports each message of a code once. `last` is the latest message, whether it was reported or not. */
export function createErrors(emitter) {
  const reported = {}; // messages by code
  const errors = {
    last: null,
    report(code, message, cause) {
      errors.last = message;
      const before = (reported[code] ??= new Set());
      if (before.has(message) || before.size >= kMaxReported) return;
      before.add(message);
      // Deferred, so that a listener added right after createAgent() gets the errors of its options.
      Promise.resolve().then(() => {
        if (emitter.has('error')) emitter.emit('error', { code, message, cause });
        else console.warn(`rtc-vitals: ${message}`);
      });
    },
    /** Wraps `action` so that it never throws or rejects: a failure is reported as `internal` and does not reach the page. */
    guarded(action) {
      const caught = (error) => errors.report('internal', `internal error (${textOf(error)})`, error);
      return (...args) => {
        try {
          const result = action(...args);
          return result?.catch ? result.catch(caught) : result; // not instanceof: the page may have replaced Promise
        } catch (error) {
          return caught(error);
        }
      };
    },
  };
  return errors;
}

/** The thrown value as text. It need not be an Error, and may not even convert to a string. */
export function textOf(thrown) {
  try {
    return String(thrown?.message ?? thrown);
  } catch {
    return 'no text';
  }
}
