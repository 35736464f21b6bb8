// Faults of the callee's machine. The form of a fault: media.mjs.

const ofCallee = (cls, at, seconds, params, method, ...args) => ({
  cls, on: ['callee'], at, params: { seconds, ...params }, acts: [[0, ({ devices }) => devices.callee[method](seconds * 1000, ...args)]],
});

/** The caller's viewer sees a standing picture too: nobody sends while the callee sleeps. */
export const standStill = (at, seconds) => ({ ...ofCallee('host_sleep', at, seconds, {}, 'standStill'), on: ['callee', 'caller'] });
export const slowDown = (at, seconds, share) => ofCallee('cpu', at, seconds, { share }, 'slowDown', share);
