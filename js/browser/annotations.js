// What the app says: labels and pauses of its tracks, which are kept, because they may come before the connection or the wasm does; marks; tags.
import { now } from './clock.js';
import { bytesOf, kMostTextBytes } from './identity.js';
import { isRecord, readTags, show } from './options.js';

const kMostKept = 500; // tracks; the oldest go first

// The key by which the core knows a stream: a mid, or the id of a track. Null for what is neither; a MediaStream has an id too.
function keyOf(thing) {
  if (typeof thing === 'string') return thing;
  if (thing?.getTracks) return null;
  return thing?.track?.id ?? thing?.receiver?.track?.id ?? thing?.id ?? null;
}

// `say(handle, key, value)` tells the core. A key that a connection does not have is harmless there.
function createKept(connections, say) {
  const kept = new Map();
  return {
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > kMostKept) kept.delete(kept.keys().next().value);
      for (const { handle } of connections.all()) if (handle) say(handle, key, value);
    },
    repeat(handle) {
      for (const [key, value] of kept) say(handle, key, value);
    },
  };
}

// Null for what JSON cannot hold.
function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return null;
  }
}

/** `makeBatch()` is called when more marks wait than there is room for. */
export function createAnnotations({ connections, core, errors, makeBatch }) {
  const labels = createKept(connections, core.label);
  const pauses = createKept(connections, core.setPaused);
  // `read(value)` is what to keep of the second argument, null if that is not what is `expected`.
  const keeper = (name, kept, expected, read) => (thing, value) => {
    const key = keyOf(thing);
    const right = read(value);
    if (typeof key === 'string' && key !== '' && right !== null) kept.set(key, right);
    else {
      errors.report('usage', `${name}() takes a MediaStreamTrack, an RTCRtpReceiver, Sender or Transceiver, or a mid, and ${expected}, not ${show(thing)} `
        + `and ${show(value)}`);
    }
  };
  return {
    label: keeper('label', labels, '{participant, source}', (label) => (isRecord(label) ? { ...label } : null)),
    setPaused: keeper('setPaused', pauses, 'true or false', (paused) => (typeof paused === 'boolean' ? paused : null)),
    mark(name, detail) {
      if (typeof name !== 'string' || name === '') return errors.report('usage', `mark() takes a name, not ${show(name)}`);
      const text = jsonOf(detail);
      const fits = text !== null && bytesOf(text) <= kMostTextBytes;
      if (!fits) errors.report('usage', `mark() leaves out a detail of '${name.slice(0, 40)}': it must be JSON of at most ${kMostTextBytes} bytes`);
      return core.mark(now(), name, fits ? text : '', makeBatch);
    },
    update(changes) {
      const { tags, ...others } = changes ?? {};
      if (isRecord(tags)) core.setTags(readTags(tags, (message) => errors.report('options', message)));
      if (!isRecord(tags) || Object.keys(others).length > 0) errors.report('usage', 'update() takes {tags: {name: text}} and nothing else');
    },
    /** Tells the core, once, what was said before it knew the connection. */
    repeat(entry) {
      if (!entry.handle || entry.told) return;
      entry.told = true;
      labels.repeat(entry.handle);
      pauses.repeat(entry.handle);
    },
  };
}
