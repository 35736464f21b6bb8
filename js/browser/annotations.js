// The app's own input: labels and pauses of its tracks, kept because they may come before the connection or the wasm; marks; tags.
import { now } from './clock.js';
import { bytesOf, kMaxTextBytes } from './identity.js';
import { isRecord, readTags, show } from './options.js';

const kMaxKept = 500; // tracks; beyond that the oldest are dropped

// The key by which the core finds a stream: a mid or a track id. Null if `thing` is neither; a MediaStream also has an id.
function keyOf(thing) {
  if (typeof thing === 'string') return thing;
  if (thing?.getTracks) return null;
  return thing?.track?.id ?? thing?.receiver?.track?.id ?? thing?.id ?? null;
}

// `pass(handle, key, value)` passes a value to the core, which ignores keys that the connection does not have.
function createKept(connections, pass) {
  const kept = new Map();
  return {
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > kMaxKept) kept.delete(kept.keys().next().value);
      for (const { handle } of connections.all()) if (handle) pass(handle, key, value);
    },
    replay(handle) {
      for (const [key, value] of kept) pass(handle, key, value);
    },
  };
}

// '' for undefined; null if `value` cannot be written as JSON.
function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return null;
  }
}

/** `makeBatch()` is called when there is no room for another mark. */
export function createAnnotations({ connections, core, errors, makeBatch }) {
  const labels = createKept(connections, core.label);
  const pauses = createKept(connections, core.setPaused);
  // `read(value)` returns what to keep of the second argument, null if it is not as `expected`.
  const keeper = (name, kept, expected, read) => (thing, value) => {
    const key = keyOf(thing);
    const valid = read(value);
    if (typeof key === 'string' && key !== '' && valid !== null) kept.set(key, valid);
    else {
      errors.report('usage', `${name}() expects a MediaStreamTrack, an RTCRtpReceiver, Sender or Transceiver, or a mid, `
        + `and ${expected}, got ${show(thing)} and ${show(value)}`);
    }
  };
  return {
    label: keeper('label', labels, '{participant, source}', (label) => (isRecord(label) ? { ...label } : null)),
    setPaused: keeper('setPaused', pauses, 'true or false', (paused) => (typeof paused === 'boolean' ? paused : null)),
    mark(name, detail) {
      if (typeof name !== 'string' || name === '') return errors.report('usage', `mark() expects a name, got ${show(name)}`);
      const text = jsonOf(detail);
      const fits = text !== null && bytesOf(text) <= kMaxTextBytes;
      if (!fits) errors.report(
        'usage', `mark() dropped the detail of '${name.slice(0, 40)}': it must be JSON of at most ${kMaxTextBytes} bytes`,
      );
      return core.mark(now(), name, fits ? text : '', makeBatch);
    },
    update(changes) {
      const { tags, ...others } = changes ?? {};
      if (isRecord(tags)) core.setTags(readTags(tags, (message) => errors.report('options', message)));
      if (!isRecord(tags) || Object.keys(others).length > 0) errors.report('usage', 'update() expects {tags: {name: string}} only');
    },
    /** Passes to the core, once per connection, what the app said before the core knew the connection. */
    replay(entry) {
      if (!entry.handle || entry.annotated) return;
      entry.annotated = true;
      labels.replay(entry.handle);
      pauses.replay(entry.handle);
    },
  };
}
