// rtc-vitals analyze: runs the core over recorded calls and prints what it found.
import { open, stat, writeFile } from 'node:fs/promises';

import { loadNodeCore } from '../node_core.mjs';
import { CallEvents } from './call_events.mjs';
import { callReport } from './call_report.mjs';
import { htmlReport } from './html_report.mjs';
import { nameOf, openRecording, UnreadableFile, UnreadableRest } from './recording.mjs';
import { parseCommandLine, UsageError } from './command_line.mjs';

const kOptions = {
  json: { type: 'boolean' }, samples: { type: 'boolean' }, html: { type: 'string' }, help: { type: 'boolean', short: 'h' },
};

const kHelp = `usage: rtc-vitals analyze [--json | --samples | --html OUT] FILE...

  FILE       a recorded call, plain or gzipped: JSON lines {"t":ms,"pc":"id","report":[stats...]}, one per poll; a
             chrome://webrtc-internals dump; or an rtcstats dump. Use - for standard input
  --json     prints one JSON object per file: the freezes and pauses of every connection, their causes and a verdict
  --samples  prints every sample as a JSON line, with the member names of the wire schema
  --html OUT writes a self-contained page with plots to OUT, for a single FILE

A line that cannot be read is reported with its number and skipped, as is the rest of a truncated file. If a file cannot be
read at all, the exit status is 2. An existing OUT is overwritten only if it is an HTML page.`;

const kWriteFaults = {
  ENOENT: 'the folder does not exist', EISDIR: 'it is a folder', EACCES: 'permission denied', ENOSPC: 'the disk is full',
};
const kMaxWidth = 110;   // columns; longer lines are hard to read
const kPlotted = 'framesDecodedPerSecond,bitrate,packetLoss,rtt';  // the members that the page and the charts show
const kPoints = 3000;  // per stream: two per pixel column of the widest plot, and some more
const kReported = 10;  // bad lines reported per file; the rest is only counted

function parse(args) {
  const { values, positionals: files } = parseCommandLine('analyze', { args, options: kOptions, allowPositionals: true });
  if (['json', 'samples', 'html'].filter((name) => values[name] !== undefined).length > 1) throw new UsageError(
    'use only one of --json, --samples and --html',
  );
  if (values.html === '') throw new UsageError('--html requires the name of the page to write');
  if (!files.length && !values.help) throw new UsageError(values.html === undefined
    ? 'no file given (see rtc-vitals analyze --help)' : `no file given: --html OUT FILE, and ${values.html} was taken for OUT`);
  if (values.html !== undefined && files.length > 1) throw new UsageError('--html accepts only one file');
  return { ...values, files };
}

// Waits while the reader of our output is slower than we are, so that a long recording does not pile up in memory.
function print(text) {
  return process.stdout.write(text) ? null : new Promise((resolve) => process.stdout.once('drain', resolve));
}

// Reports the lines that cannot be read, but only once a line could be: a file that is no recording at all gets a single message.
class BadLines {
  count = 0;
  first = null;
  #file;
  #waiting = [];

  constructor(file) {
    this.#file = file;
  }

  add(number, why) {
    this.first ??= `line ${number}: ${why}; `;
    if (++this.count <= kReported) this.#waiting.push(`${this.#file}:${number}: ${why}; skipped`);
  }

  report() {
    for (const line of this.#waiting.splice(0)) console.error(line);
  }

  finish() {
    this.report();
    if (this.count > kReported) console.error(`${this.#file}: ${this.count - kReported} more lines skipped`);
  }
}

async function readLines(reader, file, lines, take) {
  let read = 0;
  let broken = null;
  const bad = new BadLines(nameOf(file));
  try {
    for await (const { number, text } of lines) {
      const why = reader.read(text);
      if (why) bad.add(number, why);
      if (why || !text.trim()) continue;
      const samples = reader.samples();
      if (samples) read++;
      if (read) bad.report();
      await take(samples, reader.events());
    }
  } catch (error) {
    if (!(error instanceof UnreadableRest) || !read) throw error;
    broken = error;
  }
  if (!read) throw new UnreadableFile(
    `${nameOf(file)}: contains no recorded call: ${bad.first ?? ''}each line must be {"t":ms,"pc":"id","report":[stats...]}`,
  );
  bad.finish();
  if (!broken) return bad.count;
  console.error(`${nameOf(file)}:${broken.number}: ${broken.why}; the rest is skipped`);
  return bad.count + 1;
}

async function readDump(reader, file, dump, take) {
  const why = reader.open(dump);
  if (why) throw new UnreadableFile(`${nameOf(file)}: looks like a chrome://webrtc-internals dump, but ${why}`);
  let read = 0;
  while (reader.next()) {
    const samples = reader.samples();
    if (samples) read++;
    await take(samples, reader.events());
  }
  if (!read) throw new UnreadableFile(
    `${nameOf(file)}: a chrome://webrtc-internals dump with no polled connection, or with times that are not epoch milliseconds`,
  );
  return 0;
}

// Runs one file through the core; `take(samples, events)` gets the result of each poll.
// Resolves to the number of skipped lines, the core's verdicts, and what can be plotted if that is asked for.
async function readCall(core, file, take, { plotted = false } = {}) {
  const reader = new core.CallReader();
  if (plotted) reader.keepColumns(kPlotted, kPoints);
  try {
    const { dump, lines } = await openRecording(file);
    const skipped = await (lines ? readLines(reader, file, lines, take) : readDump(reader, file, dump, take));
    reader.finish();
    await take('', reader.events());
    return { skipped, connections: JSON.parse(reader.connections()), streams: JSON.parse(reader.streams()) };
  } finally {
    reader.delete();
  }
}

const kPageBegins = '<!doctype html>';

// If OUT is forgotten, the recording takes its place on the command line: only a page may be overwritten.
async function checkOut(out) {
  const there = await stat(out).catch(() => null);
  if (!there?.isFile() || there.size === 0) return;
  const file = await open(out);
  try {
    const { buffer } = await file.read(Buffer.alloc(kPageBegins.length), 0, kPageBegins.length, 0);
    if (buffer.toString() !== kPageBegins) throw new UsageError(
      `${out} exists and is not an HTML page: not overwritten; --html requires the name of the page to write`,
    );
  } finally {
    await file.close();
  }
}

async function writePage(out, text) {
  await writeFile(out, text).catch((error) => {
    throw new UnreadableFile(`${out}: cannot be written (${kWriteFaults[error.code] ?? error.message})`);
  });
  console.log(`${out}: written, open it in a browser`);
}

// A reader that is not a terminal wraps lines itself or does not need it.
const widthOf = ({ columns }) => Math.min(columns || kMaxWidth, kMaxWidth);

async function analyzeFile(core, file, { json, samples, html, isFirst }) {
  if (samples) return void await readCall(core, file, (lines) => print(lines));
  const kept = new CallEvents();
  const { skipped, ...call } = await readCall(core, file, (lines, events) => kept.add(events), { plotted: !json });
  if (html !== undefined) return void await writePage(html, await htmlReport(nameOf(file), { ...call, events: kept }));
  await print(json
    ? `${JSON.stringify({ file, connections: call.connections })}\n`
    : `${isFirst ? '' : '\n'}${callReport(nameOf(file), call, { skipped, width: widthOf(process.stdout) })}`);
}

export async function main(args) {
  const { help, files, ...options } = parse(args);
  if (help) return void console.log(kHelp);
  if (options.html !== undefined) await checkOut(options.html);
  const core = await loadNodeCore();
  for (const [i, file] of files.entries()) {
    try {
      await analyzeFile(core, file, { ...options, isFirst: i === 0 });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      console.error(`rtc-vitals: ${error.message}`);
      process.exitCode = 2;
    }
  }
}
