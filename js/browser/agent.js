// createAgent(): the agent that a page holds. Nothing it does can throw into the page.
import { createAnnotations } from './annotations.js';
import { createConnections } from './connections.js';
import { createCoreSession } from './core_session.js';
import { createEmitter } from './emitter.js';
import { createErrors } from './errors.js';
import { isSampled } from './identity.js';
import { registerAgent, stopWatchingFor } from './instrument.js';
import { readOptions, show } from './options.js';
import { createOutbox } from './outbox.js';
import { outerPromise, pageActivated, watchPage, whenGone } from './page_life.js';
import { createPoller } from './poller.js';
import { createReports, factsOf } from './reports.js';
import { outsideZones } from './zones.js';

const kStopTimeoutMs = 30_000; // how long stop() waits for the core, and then for the last answers

// How long a stopped agent still listens: the browser reports only later that the page's policy blocked its last beacon.
const kPolicyReportMs = 1_000;

const kTypes = ['sample', 'event', 'batch', 'error', 'poll'];

// Why nothing can be measured here; null if it can. The options are read only if there is a page.
function whyInactive(read, errors) {
  if (typeof document === 'undefined' || typeof window === 'undefined') {
    // On a server there is no call to watch and nothing to report. In a worker the caller expects to measure one.
    if (typeof WorkerGlobalScope !== 'undefined') errors.report(
      'unsupported', 'createAgent() was called in a worker: call it in the page, where the peer connections are',
    );
    return 'no page';
  }
  const wanted = read();
  if (!wanted) return 'options';
  if (!wanted.enabled) return 'disabled';
  if (!isSampled(wanted.sessionId, wanted.sampleRate)) return 'not sampled';
  return null;
}

function createParts(settings, emitter, errors, load) {
  const parts = {};
  const core = createCoreSession({ settings, load, errors, onFailed: () => parts.end() });
  const outbox = createOutbox({ settings, core, emitter, errors });
  const life = watchPage({
    onHide: errors.guarded(outbox.hide), onShow: errors.guarded(outbox.show), onBlocked: errors.guarded(outbox.blocked),
  });
  const connections = createConnections({ open: core.open, close: core.close, onEmpty: () => outbox.flush('asked'), errors });
  const annotations = createAnnotations({ connections, core, errors, makeBatch: () => outbox.flush('asked') });
  const reports = createReports({ core, emitter, outbox, life });
  const poller = createPoller({
    periodMs: settings.poll * 1000, connections, onReport: errors.guarded(reports.take), onRoundEnd: reports.endRound, errors,
  });
  const end = () => {
    poller.stop();
    connections.forgetAll();
  };
  return Object.assign(parts, { core, outbox, life, connections, annotations, reports, poller, end });
}

async function start({ core, outbox, connections, annotations, poller }) {
  await pageActivated();
  outbox.resume();
  if (!await core.start()) return false;
  connections.openAll();
  for (const entry of connections.all()) annotations.replay(entry);
  if (connections.size > 0) poller.start();
  return true;
}

// Resolves when `promise` does, after kStopTimeoutMs at the latest.
const withTimeout = (promise) => new Promise((resolve) => {
  const timer = setTimeout(resolve, kStopTimeoutMs);
  promise.then(() => {
    clearTimeout(timer);
    resolve();
  });
});

// `onStop()` is called when the app stops the agent.
function createActive(settings, emitter, errors, load, onStop) {
  const parts = createParts(settings, emitter, errors, load);
  const { core, outbox, life, connections, annotations, reports, poller } = parts;
  const ready = errors.guarded(start)(parts);
  const Outer = outerPromise();
  let stopping = null;

  // Wraps an action so that a stopped agent reports an error instead of running it.
  const unlessStopped = (action) => (...args) => (stopping
    ? errors.report('usage', 'the agent is stopped: create a new one')
    : action(...args));

  function enter(connection) {
    const entry = connections.enter(connection);
    annotations.replay(entry);
    return entry;
  }

  async function stop() {
    onStop();
    // Reports that wait for the core are to be sent as well; a prerendered page sends nothing before it is shown.
    if (!core.ready) await (document.prerendering ? ready : withTimeout(ready));
    parts.end();
    // If the page goes before that, it hands the rest to beacons.
    const sent = outbox.stop().then(() => { setTimeout(life.end, kPolicyReportMs); });
    core.stop();
    await withTimeout(sent);
  }

  return {
    ready,
    add: unlessStopped((connection) => {
      if (typeof connection?.getStats !== 'function') return errors.report('usage', 'add() expects an RTCPeerConnection');
      if (core.off) return undefined;
      enter(connection);
      return core.ready && poller.start();
    }),
    feed: unlessStopped((connection, report) => {
      if (typeof connection !== 'object' || connection === null || typeof report !== 'object' || report === null || report.then) {
        return errors.report('usage', 'feed() expects a connection and the awaited report of its getStats()');
      }
      if (core.off) return undefined;
      enter(connection).fed = true;
      const facts = factsOf(connection, null);
      core.whenReady(() => {
        poller.counts.polls += 1;
        reports.take(enter(connection), facts, report);
        reports.endRound();
        poller.start(); // it does not poll this connection, but notices when it is closed
      }, 1);
      return core.ready || reports.endRound(); // the page may be gone before the core is ready
    }),
    label: unlessStopped(annotations.label),
    setPaused: unlessStopped(annotations.setPaused),
    mark: unlessStopped(annotations.mark),
    update: unlessStopped(annotations.update),
    flush: () => outbox.flush('asked'),
    stop: () => (stopping ??= new Outer((resolve) => {
      errors.guarded(stop)().then(resolve);
      whenGone(resolve);
    })),
    stats: () => ({
      measuring: core.ready, connections: connections.size, ...poller.counts, batches: { ...outbox.counts, queued: outbox.queued },
    }),
  };
}

// An agent that measures nothing. Its other methods do nothing.
const kInactive = {
  ready: Promise.resolve(false),
  stats: () => ({
    measuring: false, connections: 0, polls: 0, failed: 0, abandoned: 0,
    batches: { made: 0, sent: 0, dropped: 0, samplesDropped: 0, queued: 0 },
  }),
};

/** Returns createAgent(options) for a given function that loads the core. */
export const agentFactory = (load) => (options = {}) => {
  const emitter = createEmitter(kTypes);
  const errors = createErrors(emitter);
  const safely = (action) => outsideZones(errors.guarded(action));
  let settings = null;
  const why = safely(() => whyInactive(() => (settings = readOptions(options, (message) => errors.report('options', message))), errors))();
  const inner = why === null ? safely(createActive)(settings, emitter, errors, load, () => stopWatchingFor(agent)) ?? kInactive : kInactive;
  const agent = {
    sessionId: settings?.sessionId ?? null,
    ready: inner.ready,
    on: errors.guarded((type, listener) => {
      if (kTypes.includes(type) && typeof listener === 'function') return emitter.on(type, listener);
      errors.report('usage', `on() expects one of ${kTypes.join(', ')} and a function, got ${show(type)} and ${typeof listener}`);
      return () => {};
    }),
    stats: safely(() => ({ ...inner.stats(), lastError: errors.last })),
  };
  registerAgent(agent, inner === kInactive ? null : errors);
  for (const name of [
    'add', 'feed', 'label', 'setPaused', 'mark', 'update', 'flush', 'stop',
  ]) agent[name] = safely(inner[name] ?? (async () => {}));
  return Object.freeze(agent);
};
