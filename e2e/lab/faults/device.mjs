// Faults of the callee's machine. The form of a fault: media.mjs.

const ofCallee = (cls, at, seconds, params, method, ...args) => ({
  cls, on: ['callee'], at, params: { seconds, ...params }, acts: [[0, ({ devices }) => devices.callee[method](seconds * 1000, ...args)]],
});

export const standStill = (at, seconds) => ofCallee('host_sleep', at, seconds, {}, 'standStill');
export const slowDown = (at, seconds, share) => ofCallee('cpu', at, seconds, { share }, 'slowDown', share);
