// Reads a recorded call, gzipped or plain, in one pass and line by line. Pipes work like files, and nothing is held in memory as a whole.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { Progress } from './progress.mjs';

/** The file cannot be read, or written, at all; the message says why. */
export class UnreadableFile extends Error {}

/** The file cannot be read from line `number` on; `why` is the reason. */
export class UnreadableRest extends UnreadableFile {
  constructor(path, number, why) {
    super(`${nameOf(path)}: ${why}, in line ${number}`);
    Object.assign(this, { number, why });
  }
}

const kStdin = '-';

/** The name of `path` in messages. */
export const nameOf = (path) => (path === kStdin ? 'standard input' : path);

const kReasons = {
  ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'is a folder', ENOTDIR: 'the part before the last / is not a folder',
  ENAMETOOLONG: 'the file name is too long',
};

// Characters in a line, and in a dump. V8 limits a string to 2^29 characters.
// To parse a dump, the core needs at least five times its length in bytes, and its memory is limited to 4 GB (wasm32).
const kLongest = 400e6;

async function* withProgress(raw, progress) {
  let read = 0;
  try {
    for await (const chunk of raw) {
      progress.at(read += chunk.length);
      yield chunk;
    }
  } finally {
    progress.clear();
  }
}

const kGzip = [0x1f, 0x8b];
const isGzip = (bytes) => kGzip.every((byte, i) => bytes[i] === byte);

// Yields everything that inflates before an error; a pipeline would discard it. Zero bytes after the gzip data end it early (padding of a
// tape, or a download whose length was set in advance). After that, a write may never call back, and there is no second `end`.
async function* gunzipped(chunks) {
  const gunzip = createGunzip();
  const pieces = [];
  let proceed;  // resolves the current step
  for (const event of ['error', 'end']) gunzip.on(event, () => proceed());
  gunzip.on('data', (piece) => pieces.push(piece));
  const step = async function* (begin) {
    await new Promise((resolve) => {
      proceed = resolve;
      begin(resolve);
    });
    yield* pieces.splice(0);
    if (gunzip.errored) throw gunzip.errored;
  };
  for await (const chunk of chunks) {
    yield* step((done) => gunzip.write(chunk, done));
    if (gunzip.readableEnded) return;
  }
  yield* step(() => gunzip.end());
}

/** `chunks`, inflated if their first bytes are those of gzip. A pipe may deliver these bytes one by one. */
export async function* inflated(chunks) {
  let first = Buffer.alloc(0);
  while (first.length < kGzip.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  const all = async function* () { yield first; yield* chunks; };
  yield* isGzip(first) ? gunzipped(all()) : all();
}

class TooLong extends Error {}

/** Splits texts of any length into lines, without line ends. */
export async function* linesIn(texts, longest = kLongest) {
  let pieces = [];  // of the current line
  let length = 0;
  for await (const text of texts) {
    const lines = text.split('\n');
    for (const [i, part] of lines.entries()) {
      length += part.length;
      if (length > longest) throw new TooLong(`is longer than ${longest / 1e6} million characters`);
      pieces.push(part);
      if (i === lines.length - 1) break;
      yield pieces.join('').replace(/\r$/, '');
      pieces = [];
      length = 0;
    }
  }
  if (length > 0) yield pieces.join('');
}

// UTF-8, or UTF-16 that begins with a byte order mark: what `>` writes in Windows PowerShell.
async function* decoded(chunks) {
  let decoder = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

// The lines of the file at `path` (`-` for standard input), in order, as { number, text }. Shows progress if `out` is a terminal.
async function* linesOf(path, out = process.stderr) {
  let number = 0;
  let raw = null;
  try {
    const bytes = path === kStdin ? 0 : (await stat(path)).size;
    raw = path === kStdin ? process.stdin : createReadStream(path);
    for await (
      const text of linesIn(decoded(inflated(withProgress(raw, new Progress(out, path, bytes)))))
    ) yield { number: ++number, text };
  } catch (error) {
    if (error instanceof TooLong) throw new UnreadableFile(`${nameOf(path)}:${number + 1}: ${error.message}: no poll is that long`);
    if (kReasons[error.code]) throw new UnreadableFile(`${nameOf(path)}: ${kReasons[error.code]}`);
    const what = error.code?.startsWith('Z_') ? 'gzip that cannot be decompressed' : 'cannot be read';
    throw new UnreadableRest(path, number + 1, `${what} any further (${error.message})`);
  } finally {
    raw?.destroy();  // closes the file if the consumer stops early
  }
}

// chrome://webrtc-internals writes one JSON object over many lines. Older versions and other tools write it in one.
const kDumpBegins = /^\s*\{\s*($|"(PeerConnections|getUserMedia|UserAgent)")/;

async function dumpFrom(path, first, lines) {
  const texts = [first.text];
  let length = first.text.length;
  for await (const { text } of lines) {
    length += text.length + 1;
    if (length > kLongest) throw new UnreadableFile(
      `${nameOf(path)}: a chrome://webrtc-internals dump of more than ${kLongest / 1e6} MB does not fit in memory: `
        + 'record such long calls as JSON lines',
    );
    texts.push(text);
  }
  return texts.join('\n');
}

/**
 * Reads the recording at `path`. A dump of chrome://webrtc-internals resolves to { dump }, its whole text;
 * anything else to { lines }, as linesOf() yields them, from the first line that is not blank.
 */
export async function openRecording(path) {
  const lines = linesOf(path);
  let first;
  do {
    const { value, done } = await lines.next();
    if (done) throw new UnreadableFile(`${nameOf(path)}: contains no recorded call: it is empty`);
    first = value;
  } while (!first.text.trim());
  if (kDumpBegins.test(first.text)) return { dump: await dumpFrom(path, first, lines) };
  const all = async function* () { yield first; yield* lines; };
  return { lines: all() };
}
