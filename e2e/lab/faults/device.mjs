// Faults of the callee's machine, and a page in the background. media.mjs describes the form of a fault.

const ofCallee = (cls, at, seconds, params, method, ...args) => ({
  cls, on: ['callee'], at, params: { seconds, ...params },
  acts: [[0, ({ devices }) => devices.callee[method](seconds * 1000, ...args)]],
});

/** The caller's viewer sees a frozen picture too: a sleeping callee sends nothing. */
export const suspend = (at, seconds) => ({ ...ofCallee('host_sleep', at, seconds, {}, 'suspend'), on: ['callee', 'caller'] });
export const starveDecoders = (at, seconds, quotaMs) => ofCallee('cpu', at, seconds,
  { what: 'ms of each second for the threads that decode', quotaMs }, 'starveDecoders', quotaMs);
export const slowDown = (at, seconds, share) => ofCallee('cpu', at, seconds, { share }, 'slowDown', share);

const agent = (method) => ({ agents }) => agents.callee.call(method);

/** Another tab is in front for `seconds`: nothing is presented, but the call goes on. The case must set `hides`. */
export const hide = (at, seconds) => ({
  cls: 'page_hidden', on: ['callee'], at, params: { seconds }, acts: [[0, agent('hide')], [seconds, agent('show')]],
});
