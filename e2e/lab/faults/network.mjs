// Faults of the emulated network: settings of ../network/emulator.cpp over time. media.mjs describes the form of a fault.

const kAffected = { ab: ['callee'], ba: ['caller'], both: ['callee', 'caller'] };

// steps: [[seconds after `at`, settings], …]. After `seconds` the network is as before.
function impairment(cls, at, seconds, steps, { dir = 'both', ...params } = {}) {
  const acts = [...steps, [seconds, null]].map(([after, settings]) => [after, ({ network }) => network.set(dir, settings)]);
  return { cls, on: kAffected[dir], at, params: { dir, steps, ...params }, acts };
}

export const cut = (at, seconds) => impairment('network_cut', at, seconds, [[0, { cut: 1 }]]);

/** dir 'ab': the callee's picture freezes; the caller only loses its feedback. */
export const cutOneWay = (at, seconds, dir = 'ab') => impairment('network_cut_oneway', at, seconds, [[0, { cut: 1 }]], { dir });

export const loss = (at, seconds, share, dir) => impairment('packet_loss', at, seconds, [[0, { loss: share }]], { dir });

export const bursts = (at, seconds, share, burst, dir) => impairment('packet_loss', at, seconds, [[0, { loss: share, burst }]], { dir });

export const cap = (at, seconds, rate, queue = 300) => impairment('bandwidth_cap', at, seconds, [[0, { rate, queue }]]);

/** Packet loss and a rate cap at once, as two faults. Either may be named as the cause. */
export const lossyCap = (at, seconds, share, rate, queue) => ['packet_loss', 'bandwidth_cap']
  .map((cls) => impairment(cls, at, seconds, [[0, { loss: share, rate, queue }]]));

export const bloat = (at, seconds, rate, queue) => impairment('bufferbloat', at, seconds, [[0, { rate, queue }]]);

/** Steps through `rates` (kbit/s), `each` seconds per rate. */
export const ramp = (at, rates, each, queue) => impairment('congestion_ramp', at, rates.length * each,
  rates.map((rate, i) => [i * each, { rate, queue }]));

/** Everything gets worse at once, then worse again: delay (ms, one way), loss, and falling rates. */
export const collapse = (at, seconds, { delay, share, rates, queue }) => impairment('congestion_collapse', at, seconds,
  rates.map((rate, i) => [i * seconds / rates.length, { delay, loss: share, rate, queue }]));

export const jitter = (at, seconds, ms, hold) => impairment('jitter', at, seconds, [[0, { jitter: ms, hold }]]);

/** A property of the whole call, set by `network` in the case's plan. */
export const highRtt = (rttMs) => ({ cls: 'high_rtt', on: kAffected.both, at: 0, params: { rttMs }, acts: [[0, () => {}]], lasts: true });
