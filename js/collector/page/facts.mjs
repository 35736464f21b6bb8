// The facts of an event, or its evidence, with the units that the core gives its numbers.
import { bitrate, duration } from './format.mjs';

const kMinute = 60_000;
const kMsName = /Ms$/;  // by the rule of the wire a time, also of a later agent, whose numbers are not known here

// The wire's decimals stay: it has no more than are known.
const kTexts = {
  'bit/s': bitrate,
  ms: (ms) => (ms < kMinute ? `${ms} ms` : duration(ms)),
  share: (share) => `${+(100 * share).toFixed(2)} %`,
};

function textOf(name, value, units) {
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  const unit = units[name] ?? (kMsName.test(name) ? 'ms' : '');
  if (typeof value !== 'number' || !unit) return String(value);
  const text = kTexts[unit]?.(value) ?? `${value}${unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`}`;
  return text.replaceAll(' ', '\u00a0');  // a line does not end between a number and its unit
}

/** `facts` by name as one text; `units` by name (units.mjs, made by the build). */
export const factsText = (facts, units) => Object.entries(facts).map(([name, value]) => `${name} ${textOf(name, value, units)}`).join(', ');
