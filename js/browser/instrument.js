// Watches every peer connection that the page makes from now on.

const kNames = ['RTCPeerConnection', 'webkitRTCPeerConnection']; // the second is Chromium's old name for the first
const watching = new Map(); // the agents that get each new connection -> what undoes it
const errorsOf = new WeakMap(); // every agent -> what tells its errors; null for one that is off
let Original;
let Watched; // stands in its place while an agent watches: one for all of them, so that they may end in any order
let replaced = []; // [object, name] of where it does

/** Makes an agent known to instrument(); `errors` is null for one that is off. */
export const registerAgent = (agent, errors) => errorsOf.set(agent, errors);

/** Undoes what instrument() did for an agent that has ended. */
export const stopWatchingFor = (agent) => watching.get(agent)?.();

// A Proxy with Reflect.construct keeps what a wrapping class would break: subclasses, instanceof, name, prototype, statics, and the error without `new`.
const handler = {
  construct(target, args, newTarget) {
    const connection = Reflect.construct(target, args, newTarget);
    for (const agent of watching.keys()) agent.add(connection);
    return connection;
  },
};

// True if the member is `value` now. A page may have made it read-only, before us or after us.
function put(object, name, value) {
  try {
    return Reflect.set(object, name, value);
  } catch { // a setter of the page
    return false;
  }
}

// True if connections are seen from now on.
function install() {
  if (globalThis.RTCPeerConnection === Watched) return true;
  Original = globalThis.RTCPeerConnection;
  Watched = new Proxy(Original, handler);
  // Pages compare `pc.constructor` with the global, and make connections by it.
  const places = [...kNames.map((name) => [globalThis, name]), [Original.prototype, 'constructor']];
  replaced = places.filter(([object, name]) => object[name] === Original && put(object, name, Watched));
  return globalThis.RTCPeerConnection === Watched;
}

function watch(agent, errors) {
  if (watching.has(agent)) return watching.get(agent);
  const undo = () => {
    if (!watching.delete(agent) || watching.size > 0) return;
    // What somebody has wrapped after us stays: it only no longer adds anything.
    for (const [object, name] of replaced) if (object[name] === Watched) put(object, name, Original);
  };
  if (install()) watching.set(agent, undo);
  else errors?.report('usage', 'RTCPeerConnection is read-only in this page: add() each connection in place of instrument()');
  return undo;
}

/**
 * Adds each new RTCPeerConnection to `agent`. Returns the function that undoes it. Twice is once. Where there is no RTCPeerConnection, or the agent is
 * off, nothing happens.
 */
export function instrument(agent) {
  const errors = errorsOf.get(agent);
  if (typeof agent?.add !== 'function') console.error('rtc-vitals: instrument() takes an agent');
  else if (errors !== null && typeof globalThis.RTCPeerConnection === 'function') return watch(agent, errors);
  return () => {};
}
