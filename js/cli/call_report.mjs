// Writes a call's summary for a person at a terminal.
import { axis, curve, stretches } from './call_chart.mjs';

const kIndent = '    ';
const kNameWidth = 10;

const seconds = (ms) => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${String(Math.round(ms / 1000) % 60).padStart(2, '0')} s`);
const clock = (ms) => `${new Date(ms).toISOString().slice(11, 21)} UTC`;
const many = (count, word) => `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;

function intoCall(ms) {
  const whole = Math.round(ms / 1000);
  return `+${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function lengthOf({ durationMs, count, precision, start, end }) {
  if (precision === 'interval') return `${seconds(durationMs)} in ${many(count, 'piece')} within ${seconds(end - start)}`;
  return `${seconds(durationMs)}${precision === 'poll' ? ' (to a poll)' : ''}`;
}

function chart(columns, freezes, pauses, { first, last }) {
  const row = (name, line, note = '') => `${kIndent}${name.padEnd(kNameWidth)}${line}${note ? `  ${note}` : ''}`.trimEnd();
  const pictures = curve({ t: columns.t, values: columns.framesDecodedPerSecond, first, last });
  const bits = curve({ t: columns.t, values: columns.bitrate, first, last });
  return [
    row('pictures', pictures.line, `up to ${pictures.most.toFixed(0)}/s`),
    row('bitrate', bits.line, `up to ${Math.round(bits.most / 1000)} kbit/s`),
    row('frozen', stretches({ stretches: freezes, first, last, mark: '█' })),
    ...(pauses.length ? [row('paused', stretches({ stretches: pauses, first, last, mark: '░' }))] : []),
    row('', axis(first, last, intoCall)),
  ];
}

function entryLine({ start, type = 'frozen', cause, confidence, ...entry }, { first }) {
  return `${kIndent}${clock(start)}  ${intoCall(start - first)}  ${type} for ${lengthOf({ start, ...entry })}, cause: ${cause} (${confidence} confidence)`;
}

function streamLines(stream, columns, connection) {
  const [freezes, pauses] = [connection.freezes, connection.episodes].map((list) => list.filter((entry) => entry.stream === stream));
  const label = connection.labels.get(stream);
  const who = label ? ` (${[label.participant, label.source].filter(Boolean).join(', ')})` : '';
  const inOrder = [...freezes, ...pauses].sort((a, b) => a.start - b.start);
  return [`  received video ${stream}${who}`, ...chart(columns, freezes, pauses, connection), ...inOrder.map((entry) => entryLine(entry, connection))];
}

function headLine(id, { samples, first, last, freezes, frozenMs, video }) {
  const found = video.size ? many(freezes.length, 'freeze') : 'receives no video';
  return `${id}: ${seconds(last - first)}, ${many(samples, 'sample')}, ${found}${freezes.length ? `, ${seconds(frozenMs)} in all` : ''}`;
}

// Broken at blanks, so that a terminal shows whole words.
function wrapped(text, width = 110) {
  const lines = [];
  for (const word of text.split(' ')) {
    if (lines.length && lines.at(-1).length + word.length < width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

/** The text for one file; `connections` with the core's verdicts; `skipped` lines could not be read. */
export function callReport(file, summary, connections, skipped) {
  const lines = [file + (skipped ? `: ${many(skipped, 'line')} skipped` : '')];
  for (const [id, connection] of summary.connections) {
    if (!connection.samples) continue;
    lines.push('', headLine(id, connection));
    const verdict = connections.find((concluded) => concluded.id === id)?.verdict;
    if (verdict && connection.video.size) lines.push(...wrapped(verdict));
    for (const [stream, columns] of connection.video) lines.push(...streamLines(stream, columns, connection));
  }
  return `${lines.join('\n')}\n`;
}
