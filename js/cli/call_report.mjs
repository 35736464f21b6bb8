// Writes a call's summary for a person at a terminal.
import { intoCall } from '../collector/page/format.mjs';
import { axis, curve, stretches } from './call_chart.mjs';

const kIndent = '    ';
const kNameWidth = 10;

const seconds = (ms) => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${String(Math.round(ms / 1000) % 60).padStart(2, '0')} s`);
const clock = (ms) => `${new Date(ms).toISOString().slice(11, 21)} UTC`;
const many = (count, word) => `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;

function lengthOf({ durationMs, count, precision, start, end }) {
  if (precision === 'interval') return `${seconds(durationMs)} in ${many(count, 'piece')} within ${seconds(end - start)}`;
  return `${seconds(durationMs)}${precision === 'poll' ? ' (to a poll)' : ''}`;
}

function chart({ t, framesDecodedPerSecond = [], bitrate = [] }, freezes, pauses, { first, last }) {
  const row = (name, line, note = '') => `${kIndent}${name.padEnd(kNameWidth)}${line}${note ? `  ${note}` : ''}`.trimEnd();
  const pictures = curve({ t, values: framesDecodedPerSecond, first, last });
  const bits = curve({ t, values: bitrate, first, last });
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

function streamLines({ id, t, columns }, concluded, connection) {
  const [freezes, pauses] = [concluded.freezes, concluded.episodes].map((list) => list.filter((entry) => entry.stream === id));
  const inOrder = [...freezes, ...pauses].sort((a, b) => a.start - b.start);
  return [`  received video ${id}`, ...chart({ t, ...columns }, freezes, pauses, connection), ...inOrder.map((entry) => entryLine(entry, connection))];
}

function headLine(id, { samples, first, last }, freezes, videos) {
  const found = videos.length ? many(freezes.length, 'freeze') : 'receives no video';
  const frozenMs = freezes.reduce((sum, { durationMs }) => sum + durationMs, 0);
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

/** The text for one file; `connections` as the core concludes on them; `skipped` lines could not be read. */
export function callReport(file, summary, connections, skipped) {
  const lines = [file + (skipped ? `: ${many(skipped, 'line')} skipped` : '')];
  for (const concluded of connections) {
    const connection = summary.connections.get(concluded.id);
    if (!connection?.samples) continue;
    const videos = connection.videos();
    lines.push('', headLine(concluded.id, connection, concluded.freezes, videos));
    if (videos.length) lines.push(...wrapped(concluded.verdict));
    for (const video of videos) lines.push(...streamLines(video, concluded, connection));
  }
  return `${lines.join('\n')}\n`;
}
