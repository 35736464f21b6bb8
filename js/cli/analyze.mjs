// rtc-vitals analyze: runs the core over recorded calls and says what it found.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadNodeCore } from '../node-core.mjs';
import { callReport } from './call_report.mjs';
import { CallSummary } from './call_summary.mjs';
import { htmlReport } from './html_report.mjs';
import { dumpOf, linesOf, UnreadableFile } from './recording.mjs';
import { UsageError } from './usage_error.mjs';

const kOptions = { json: { type: 'boolean' }, samples: { type: 'boolean' }, html: { type: 'string' }, help: { type: 'boolean', short: 'h' } };

const kHelp = `usage: rtc-vitals analyze [--json | --samples | --html OUT] FILE...

  FILE       a recorded call, plain or gzipped: JSON lines {"t":ms,"pc":"id","report":[stats...]}, one per poll; a dump of
             chrome://webrtc-internals; a dump of rtcstats
  --json     prints one JSON object per file: freezes and pauses of every connection, their causes and a verdict
  --samples  prints every sample as a JSON line, with the names of the wire schema
  --html OUT writes a page with plots to OUT, for one FILE: it needs no network, and can be sent to others as it is

A line that cannot be read is reported with its number and skipped. A file that cannot be read ends the command with status 2.`;

const kWidest = 110;   // columns; longer lines are hard to read
const kReported = 10;  // bad lines of a file that are named; the rest is counted

function parse(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: kOptions, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error.message.split('. ')[0]} (see rtc-vitals analyze --help)`);
  }
  const { values, positionals: files } = parsed;
  if (['json', 'samples', 'html'].filter((name) => values[name] !== undefined).length > 1) throw new UsageError('give one of --json, --samples and --html');
  if (!files.length && !values.help) throw new UsageError('no file given (see rtc-vitals analyze --help)');
  if (values.html !== undefined && files.length > 1) throw new UsageError('--html takes one file: it writes one page');
  return { ...values, files };
}

// Waits while the reader of our output is slower than we are, so that a long recording is not held in memory.
function print(text) {
  return process.stdout.write(text) ? null : new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function readLines(reader, file, take) {
  let read = 0;
  let skipped = 0;
  for await (const { number, text } of linesOf(file)) {
    const why = reader.read(text);
    if (why) {
      if (++skipped <= kReported) console.error(`${file}:${number}: ${why}; skipped`);
      continue;
    }
    if (text.trim()) read++;
    await take(reader.samples(), reader.events());
  }
  if (skipped > kReported) console.error(`${file}: ${skipped - kReported} more lines skipped`);
  return { read, skipped };
}

async function readDump(reader, file, dump, take) {
  const why = reader.open(dump);
  if (why) throw new UnreadableFile(`${file}: begins as a dump of chrome://webrtc-internals, but ${why}`);
  let read = 0;
  for (; reader.next(); read++) await take(reader.samples(), reader.events());
  return { read, skipped: 0 };
}

/** Reads one file through the core; `take(samples, events)` gets what each poll gave. Resolves to how many lines were skipped, and the core's conclusions. */
async function readCall(core, file, take) {
  const reader = new core.CallReader();
  let read;
  let skipped;
  let connections;
  try {
    const dump = await dumpOf(file);
    ({ read, skipped } = dump === null ? await readLines(reader, file, take) : await readDump(reader, file, dump, take));
    reader.finish();
    await take('', reader.events());
    connections = JSON.parse(reader.connections());
  } finally {
    reader.delete();
  }
  if (!read) throw new UnreadableFile(`${file}: holds no recorded call: a line should be {"t":ms,"pc":"id","report":[stats...]}`);
  return { skipped, connections };
}

async function writePage(out, text) {
  await writeFile(out, text).catch((error) => { throw new UnreadableFile(`${out}: cannot be written (${error.message})`); });
  console.log(`${out}: written, open it in a browser`);
}

// What is no terminal wraps its lines itself, or does not mind.
const widthOf = ({ columns }) => Math.min(columns || kWidest, kWidest);

async function analyzeFile(core, file, { json, samples, html }) {
  if (samples) return void await readCall(core, file, (lines) => print(lines));
  const summary = new CallSummary();
  const { skipped, connections } = await readCall(core, file, (lines, events) => {
    summary.addSamples(lines);
    summary.addEvents(events);
  });
  if (html !== undefined) return void await writePage(html, await htmlReport(file, summary, connections));
  await print(json ? `${JSON.stringify({ file, connections })}\n` : callReport(file, summary, connections, { skipped, width: widthOf(process.stdout) }));
}

export async function main(args) {
  const { help, files, ...options } = parse(args);
  if (help) return void console.log(kHelp);
  const core = await loadNodeCore();
  for (const file of files) {
    try {
      await analyzeFile(core, file, options);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      console.error(`rtc-vitals: ${error.message}`);
      process.exitCode = 2;
    }
  }
}
