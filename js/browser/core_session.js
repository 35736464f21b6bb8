// The C++ session behind a guard. Requests made before the wasm is compiled wait.
// After a trap the session is off for good, which is reported once.
import { textOf } from './errors.js';
import { kMaxTags, newEpoch } from './identity.js';
import { show } from './options.js';
import { createRowEncoder } from './row_encoder.js';

// The flags of Session::Poll (core/session/session.h).
const kSampleMade = 1;
const kEventsWaiting = 2;
const kBatchDue = 4;
const kIdsReleased = 8;

const kMaxWaiting = 200; // requests kept while the wasm compiles; beyond that the oldest are dropped
// The errors that engines throw if the page's policy forbids wasm.
const kForbidden = /(Compile|Eval)Error/;
const kTooManyMarks = 'mark() is called too often: some marks are dropped';

/**
 * `load` is loadCore of #browser-core; `onFailed()` is called when the core could not be loaded or has trapped.
 * None of the functions returned throws.
 */
export function createCoreSession({ settings, load, errors, onFailed }) {
  const epoch = newEpoch();
  let session = null;
  let encoder = null;
  let off = false;
  let waiting = []; // {action, samples}
  let held = 0;     // samples in the core that are in no batch yet
  let givenUp = 0;  // samples that are lost and not reported yet
  let refused = 0;  // the same for batches

  function giveUpWaiting() {
    for (const { samples } of waiting) givenUp += samples;
    waiting = waiting.filter(({ samples }) => samples === 0);
  }

  // These references keep the wasm's memory alive, and an app may keep an agent that has ended.
  function dropReferences() {
    off = true;
    session = encoder = null;
  }

  function turnOff(code, message, cause) {
    dropReferences();
    givenUp += held;
    giveUpWaiting();
    waiting = [];
    errors.report(code, message, cause);
    onFailed();
  }

  // Runs `action` now or never. Returns `fallback` if it did not run or failed.
  function guard(action, fallback) {
    if (!session) return fallback;
    try {
      return action();
    } catch (error) {
      // After a trap the module cannot be used any more.
      // Any other error means bad data, such as a report that throws when it is read: skipped.
      if (error instanceof WebAssembly.RuntimeError) {
        turnOff('core', `the wasm core failed (${textOf(error)}): measuring has stopped; the call is not affected`, error);
      } else {
        errors.report('report', `a report cannot be read (${textOf(error)}): it is skipped`, error);
      }
      return fallback;
    }
  }

  // `samples`: how many are lost if `action` never runs.
  function whenReady(action, samples = 0) {
    if (session) guard(action);
    else if (!off && waiting.push({ action, samples }) > kMaxWaiting) {
      const oldest = waiting.shift();
      givenUp += oldest.samples;
      if (!oldest.samples) errors.report('usage', kTooManyMarks);
    }
  }

  function setUp(core) {
    session = new core.Session(epoch);
    encoder = createRowEncoder(core, session);
    session.setSessionId(settings.sessionId);
    session.setFormat(settings.format);
    if (settings.token) session.setToken(settings.token);
    setTags(settings.tags);
    for (const [name, value] of Object.entries({ 'batch.samples': settings.batch, ...settings.parameters })) {
      const isNumber = typeof value === 'number';
      if (isNumber && session.setParameter(name, value)) continue;
      const why = isNumber ? `the name is unknown, or ${value} is out of range` : `${show(value)} is not a number`;
      errors.report('options', `parameter '${name}' is not set: ${why}`);
    }
  }

  function setTags(tags) {
    for (const [key, value] of Object.entries(tags)) {
      if (!session.setTag(key, value)) {
        errors.report('options', `tag '${key.slice(0, 40)}' is not set: at most ${kMaxTags} are allowed`);
      }
    }
  }

  return {
    epoch,
    get ready() { return session !== null; },
    get off() { return off; },
    get texts() { return encoder?.texts ?? 0; },
    whenReady,

    /** Resolves to whether the core is running. */
    async start() {
      try {
        const core = await load(settings.wasmUrl, errors);
        if (off) return false;
        setUp(core);
      } catch (error) {
        const hint = kForbidden.test(error) ? ". A content security policy must allow script-src 'wasm-unsafe-eval'" : '';
        turnOff('unsupported', `the wasm core cannot run here (${textOf(error)}): nothing is measured${hint}`, error);
        return false;
      }
      guard(() => session.addLost(givenUp, refused));
      givenUp = refused = 0;
      for (const { action } of waiting.splice(0)) guard(action);
      return session !== null;
    },
    /**
     * Drops the samples that still wait for the wasm, because the page may be gone before it is ready.
     * Returns what was lost since the last call, {samples, batches}, in this way or without a core that could report it;
     * nothing while the core runs.
     */
    giveUp() {
      if (session) return { samples: 0, batches: 0 };
      giveUpWaiting();
      const lost = { samples: givenUp, batches: refused };
      givenUp = refused = 0;
      return lost;
    },
    stop() {
      guard(() => session.delete());
      dropReferences();
    },

    open: (name) => guard(() => session.openConnection(name), 0),
    close: (handle) => guard(() => session.closeConnection(handle)),
    /**
     * `tags` as returned by readTags(). They are also stored in the settings,
     * which set up a core that is not ready yet, and are reported without a core.
     */
    setTags(tags) {
      Object.assign(settings.tags, tags);
      guard(() => setTags(tags));
    },
    label: (handle, key, { participant, source }) => guard(
      () => session.label(handle, key, String(participant ?? ''), String(source ?? '')),
    ),
    setPaused: (handle, key, paused) => guard(() => session.setPaused(handle, key, paused)),
    /** `makeBatch()` is called when too many events wait. */
    mark(t, name, detail, makeBatch) {
      const mark = () => session.mark(t, name, detail);
      whenReady(() => {
        if (mark()) return;
        makeBatch();
        if (!mark()) errors.report('usage', kTooManyMarks);
      });
    },

    /** Takes one report of a connection. Returns whether it made a sample, events wait, and a batch is due. */
    poll(handle, facts, report) {
      const flags = guard(() => {
        const doubles = encoder.encode(facts, report);
        held += 1;
        const result = session.poll(handle, doubles);
        if (!(result & kSampleMade)) held -= 1;
        if (result & kIdsReleased) encoder.release(session.takeReleasedIds());
        return result;
      }, 0);
      return { sampled: !!(flags & kSampleMade), events: !!(flags & kEventsWaiting), due: !!(flags & kBatchDue) };
    },
    sample: (handle) => guard(() => JSON.parse(session.sampleJson(handle) || 'null'), null),
    events: () => guard(() => JSON.parse(session.takeEventsJson()), []),
    /** The next batch, or null: {text, sentAtOffset, samples, seq}. */
    nextBatch: (reason) => guard(() => {
      const text = session.nextBatch(reason);
      if (text === '') {
        held = 0; // the core itself reports in `lost` what it has dropped meanwhile
        return null;
      }
      const samples = session.batchSamples();
      held -= samples;
      return { text, sentAtOffset: session.batchSentAtOffset(), samples, seq: session.batchSeq() };
    }, null),
    addLost(samples, batches) {
      if (session) return guard(() => session.addLost(samples, batches));
      givenUp += samples;
      refused += batches;
      return undefined;
    },
    /** The types and members of a report that the core reads, as {plans, hostType}. */
    get reads() { return encoder; },
  };
}
