// Formatting of numbers, times and streams for display.

const kClock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };

/** Time of day in the reader's time zone. */
export const clock = (ms) => new Date(ms).toLocaleTimeString(undefined, kClock);

export const dateAndClock = (ms) => `${
  new Date(ms).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' })
} ${clock(ms)}`;

const two = (n) => String(n).padStart(2, '0');

/** A duration: `850 ms`, `4.1 s`, `2 min 5 s`, `1 h 2 min`, formatted as by the core (wording.cc), which is not loaded in the page. */
export function duration(ms) {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A position in the call, counted from its start, with `decimals` of a second: `+1:05`, `+2:01:05.3`. */
export function intoCall(ms, decimals = 0) {
  const units = Math.max(0, Math.round((ms / 1000) * 10 ** decimals));
  const seconds = units / 10 ** decimals;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = (seconds % 60).toFixed(decimals).padStart(decimals ? decimals + 3 : 2, '0');
  return hours ? `+${hours}:${two(minutes)}:${rest}` : `+${minutes}:${rest}`;
}

const kPrecision = new Map([
  ['poll', () => ' \u00b1 1 poll'],
  ['interval', ({ count, end, start }) => ` in ${count === 1 ? 'one piece' : `${count} pieces`} within ${duration(end - start)}`],
]);

/**
 * A suffix that says how precisely the duration of a freeze is known.
 * Empty if it is exact, or if a later agent sends a precision that is unknown here.
 */
export const precisionOf = (freeze) => kPrecision.get(freeze.precision)?.(freeze) ?? '';

/** A percent-encoded part of a URL, decoded; unchanged if it is malformed. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function bitrate(bits) {
  if (bits >= 1e6) return `${(bits / 1e6).toFixed(bits >= 1e7 ? 0 : 1)} Mbit/s`;
  return bits >= 1000 ? `${Math.round(bits / 1000)} kbit/s` : `${Math.round(bits)} bit/s`;
}

export const percent = (ratio) => `${+(ratio * 100).toFixed(ratio < 0.1 ? 1 : 0)} %`;

const kRightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [kIsolate, kEnd] = ['\u2068', '\u2069'];  // FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode, UAX #9)

/** A name that, if it is written from right to left, does not change the order of the text around it. */
export const isolated = (name) => (kRightToLeft.test(name) ? `${kIsolate}${name}${kEnd}` : name);

/** A text of the core, in which `names` occur, with those isolated that are written from right to left. */
export const withNames = (text, names) => [...names]
  .reduce((isolating, name) => (name ? isolating.replaceAll(name, () => isolated(name)) : isolating), text);

const kKinds = {
  connection: 'connection', inboundVideo: 'video in', inboundAudio: 'audio in',
  outboundVideo: 'video out', outboundAudio: 'audio out', dataChannel: 'data',
};

/** Whose stream it is if the app said so, else its kind and connection. */
export function streamName({ kind, label, connection, stream, mid, id }) {
  const who = [label?.participant, label?.source].filter(Boolean).map(isolated).join(', ');
  if (who) return who;
  if (kind === 'connection') return connection ?? stream;
  return `${kKinds[kind] ?? kind} ${connection ?? stream.split('/')[0]}${mid ? ` mid ${mid}` : id ? ` ${id}` : ''}`;
}

const kLongestPart = 30;  // characters
const shortened = (text) => ([...text].length > kLongestPart ? `${[...text].slice(0, kLongestPart - 1).join('')}\u2026` : text);

/** The same for a plot: always with the kind, and with long names cut off. */
export function streamTitle(stream) {
  const { participant = '', source = '' } = stream.label ?? {};
  const name = streamName({ ...stream, label: { participant: shortened(participant), source: shortened(source) } });
  return stream.label ? `${name} (${kKinds[stream.kind] ?? stream.kind})` : name;
}
