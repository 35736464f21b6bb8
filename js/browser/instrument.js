// Watches every peer connection that the page makes from now on.

const kNames = ['RTCPeerConnection', 'webkitRTCPeerConnection']; // the second is Chromium's old name for the first
const active = new WeakMap(); // agent -> undo

// A Proxy with Reflect.construct keeps what a wrapping class would break: subclasses, instanceof, name, prototype, statics, and the error without `new`.
function watched(Original, agent, isActive) {
  return new Proxy(Original, {
    construct(target, args, newTarget) {
      const connection = Reflect.construct(target, args, newTarget);
      if (isActive()) agent.add(connection);
      return connection;
    },
  });
}

/** Adds each new RTCPeerConnection to `agent`. Returns the function that undoes it. Twice is once. Where there is no RTCPeerConnection nothing happens. */
export function instrument(agent) {
  if (active.has(agent)) return active.get(agent);
  const Original = globalThis.RTCPeerConnection;
  if (typeof Original !== 'function' || typeof agent?.add !== 'function') return () => {};

  let isActive = true;
  const Watched = watched(Original, agent, () => isActive);
  const replaced = kNames.filter((name) => globalThis[name] === Original);
  for (const name of replaced) globalThis[name] = Watched;

  const undo = () => {
    isActive = false;
    active.delete(agent);
    // What somebody has wrapped after us stays: it only no longer adds anything.
    for (const name of replaced) if (globalThis[name] === Watched) globalThis[name] = Original;
  };
  active.set(agent, undo);
  return undo;
}
