// Writes a call's summary for a person at a terminal.
import { duration, intoCall } from '../collector/page/format.mjs';
import { axisLabels, curve, stretches } from './call_chart.mjs';

const kIndent = '    ';
const kNameWidth = 10;
const kNoteWidth = 22;  // '  up to 12345 kbit/s'
const kWithin = '▒';
const kChart = { min: 20, max: 72 };

// Tenths of a second: `2026-11-21T12:12:57.3`.
const toTenths = (ms) => new Date(Math.round(ms / 100) * 100).toISOString().slice(0, 21);
const clock = (ms) => `${toTenths(ms).slice(11)} UTC`;
const dateAndTime = (ms) => `${toTenths(ms).replace('T', ' ')} UTC`;
const plural = (count, word) => `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;
const sum = (list, member) => list.reduce((total, entry) => total + entry[member], 0);

function lengthOf({ durationMs, count, precision, start, end }) {
  if (precision !== 'interval') return `${duration(durationMs)}${precision === 'poll' ? ' (± 1 poll)' : ''}`;
  return `${duration(durationMs)}${count > 1 ? ` in ${count} pieces` : ''} within the following ${duration(end - start)}`;
}

const isWithin = ({ precision }) => precision === 'interval';

// A stretch that lies somewhere within its bounds is drawn lighter, and below those known exactly.
const markedWith = (list, mark) => [
  ...list.filter(isWithin).map((entry) => ({ ...entry, mark: kWithin })),
  ...list.filter((entry) => !isWithin(entry)).map((entry) => ({ ...entry, mark })),
];

function chart({ t, framesDecodedPerSecond = [], bitrate = [] }, freezes, pauses, axis) {
  const row = (name, line, note = '') => `${kIndent}${name.padEnd(kNameWidth)}${line}${note ? `  ${note}` : ''}`.trimEnd();
  const pictures = curve({ t, values: framesDecodedPerSecond, ...axis });
  const bits = curve({ t, values: bitrate, ...axis });
  const marked = (name, list, mark) => (list.length ? [row(
    name, stretches({ stretches: markedWith(list, mark), ...axis }), list.some(isWithin) ? `${kWithin} somewhere within` : '',
  )] : []);
  return [
    row('frames', pictures.line, `up to ${pictures.max.toFixed(0)}/s`),
    row('bitrate', bits.line, `up to ${Math.round(bits.max / 1000)} kbit/s`),
    ...marked('frozen', freezes, '█'),
    ...marked('paused', pauses, '░'),
    row('', axisLabels(axis, intoCall)),
  ];
}

function entryLine({ start, type = 'frozen', cause, confidence, ...entry }, { first }) {
  return `${kIndent}${clock(start)}  ${intoCall(start - first, 1)}  ${type} for ${lengthOf({ start, ...entry })}, `
    + `cause: ${cause} (${confidence} confidence)`;
}

function streamLines({ id, t, columns }, concluded, axis) {
  const [freezes, pauses] = [concluded.freezes, concluded.episodes].map((list) => list.filter((entry) => entry.stream === id));
  const inOrder = [...freezes, ...pauses].sort((a, b) => a.start - b.start);
  return [`  received video ${id}`, ...chart({ t, ...columns }, freezes, pauses, axis), ...inOrder.map((entry) => entryLine(entry, axis))];
}

const kWhat = {
  discards: ({ count, unit }) => `${count} ${unit} discarded`,
  limited: () => 'sent video limited',
};

function noteLine({ type, stream, start, durationMs, reason, ...note }, { first }) {
  return `${kIndent}${clock(start)}  ${intoCall(start - first, 1)}  stream ${stream}: ${kWhat[type](note)} `
    + `over ${duration(durationMs)}, reason: ${reason}`;
}

const noteLines = (notes, axis) => (notes.length ? [
  '  discards and limits', ...[...notes].sort((a, b) => a.start - b.start).map((note) => noteLine(note, axis)),
] : []);

function headLine({ id, samples, freezes, watchedMs }, { first, last }, videos) {
  const length = `${id}: ${duration(last - first)}, ${plural(samples, 'sample')}`;
  if (!videos.length) return length;
  if (!freezes.length && !watchedMs) return `${length}, unknown whether it froze`;
  const frozen = freezes.length ? `, ${duration(sum(freezes, 'durationMs'))} in total` : '';
  return `${length}, ${plural(sum(freezes, 'count'), 'freeze')}${frozen}`;
}

// Names come from the recording: with control characters, they could command the terminal.
const printable = (line) => line.replaceAll(/\p{Cc}/gu, '\ufffd');

// Lines break at blanks, so that words stay whole. A number stays with its unit.
const kBreak = / (?!(?:s|ms|min|h|%|kbit\/s)[ ,.;:)])/;

function wrapped(text, width) {
  const lines = [];
  for (const word of text.split(kBreak)) {
    if (lines.length && lines.at(-1).length + word.length < width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

/**
 * The text for one file. `connections` and `streams` are from the core's CallReader;
 * `skipped`: lines that could not be read; `width`: characters per line.
 */
export function callReport(file, { connections, streams }, { skipped, width }) {
  const lines = [file + (skipped ? `: ${plural(skipped, 'line')} skipped` : '')];
  const chartWidth = Math.max(kChart.min, Math.min(kChart.max, width - kIndent.length - kNameWidth - kNoteWidth));
  for (const concluded of connections) {
    const own = streams.filter(({ connection }) => connection === concluded.id);
    const polls = own.find(({ kind }) => kind === 'connection');
    if (!polls) continue;
    const videos = own.filter(({ kind }) => kind === 'inboundVideo');
    const axis = { first: polls.t[0], last: polls.t.at(-1), width: chartWidth };
    lines.push('', headLine(concluded, axis, videos), `  began ${dateAndTime(axis.first)}`, ...wrapped(concluded.verdict, width));
    for (const video of videos) lines.push(...streamLines(video, concluded, axis));
    lines.push(...noteLines(concluded.notes, axis));
  }
  return `${lines.map(printable).join('\n')}\n`;
}
