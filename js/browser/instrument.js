// Watches every peer connection that the page creates from now on.

const kNames = ['RTCPeerConnection', 'webkitRTCPeerConnection']; // the second is Chromium's old name for the first
const watching = new Map(); // agents that get each new connection -> function that undoes that
const errorsOf = new WeakMap(); // every agent -> its error reporter; null if the agent is off
let Original;
let Watched; // replaces it while any agent watches; shared by all agents, so that they may end in any order
let replaced = []; // [object, name] of each place where it was replaced

// Under this key a Watched that no agent uses any more shows what it replaced, so that another copy of this library,
// which wrapped it, can put that back.
const kReplaced = Symbol.for('rtc-vitals replaced');

/** Registers an agent for instrument(). `errors` is null if the agent is off. */
export const registerAgent = (agent, errors) => errorsOf.set(agent, errors);

/** Undoes what instrument() did for an agent that has ended. */
export const stopWatchingFor = (agent) => watching.get(agent)?.();

// A Proxy with Reflect.construct preserves what a wrapper class would break:
// subclasses, instanceof, name, prototype, statics, the error without `new`.
const handler = {
  construct(target, args, newTarget) {
    const connection = Reflect.construct(target, args, newTarget);
    for (const agent of watching.keys()) agent.add(connection);
    return connection;
  },
  get(target, name, receiver) {
    if (name === kReplaced && receiver === Watched) return watching.size > 0 ? undefined : unwrapped(target);
    return Reflect.get(target, name, receiver);
  },
};

const unwrapped = (constructor) => constructor[kReplaced] ?? constructor;

// Sets a member. False if that fails: the page may have made it read-only, before or after instrument().
function assign(object, name, value) {
  try {
    return Reflect.set(object, name, value);
  } catch { // a setter of the page
    return false;
  }
}

// True if new connections are seen from now on.
function install() {
  if (globalThis.RTCPeerConnection === Watched) return true;
  Original = globalThis.RTCPeerConnection;
  Watched = new Proxy(Original, handler);
  // Pages compare `pc.constructor` with the global, and create connections with it.
  const places = [...kNames.map((name) => [globalThis, name]), [Original.prototype, 'constructor']];
  replaced = places.filter(([object, name]) => object[name] === Original && assign(object, name, Watched));
  return globalThis.RTCPeerConnection === Watched;
}

function restore() {
  // If other code has wrapped Watched since, that wrapper stays; Watched then adds nothing any more.
  for (const [object, name] of replaced) if (object[name] === Watched) assign(object, name, unwrapped(Original));
}

function watch(agent, errors) {
  if (watching.has(agent)) return watching.get(agent);
  const undo = () => {
    if (watching.delete(agent) && watching.size === 0) restore();
  };
  if (install()) watching.set(agent, undo);
  else {
    restore();
    errors?.report('usage', 'RTCPeerConnection is read-only in this page: add() each connection instead of calling instrument()');
  }
  return undo;
}

/**
 * Adds each new RTCPeerConnection to `agent`. Returns a function that undoes this. Idempotent.
 * Does nothing if there is no RTCPeerConnection or the agent is off.
 */
export function instrument(agent) {
  const errors = errorsOf.get(agent);
  if (typeof agent?.add !== 'function') console.error('rtc-vitals: instrument() expects an agent');
  else if (errors !== null && typeof globalThis.RTCPeerConnection === 'function') return watch(agent, errors);
  return () => {};
}
