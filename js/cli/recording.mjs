// Reads a recorded call, gzipped or plain, in one pass and line by line, so that a pipe does as well as a file and none is held in memory.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { Progress } from './progress.mjs';

/** The file cannot be read at all, or not written; the message says why. */
export class UnreadableFile extends Error {}

/** It can be read up to the line `number`, and `why` no further. */
export class BrokenOff extends UnreadableFile {
  constructor(path, number, why) {
    super(`${nameOf(path)}: ${why}, in line ${number}`);
    Object.assign(this, { number, why });
  }
}

const kStdin = '-';

/** What a person is told that `path` is. */
export const nameOf = (path) => (path === kStdin ? 'standard input' : path);

const kReasons = {
  ENOENT: 'there is no such file', EACCES: 'may not be read', EISDIR: 'is a folder', ENOTDIR: 'what stands before the last / is no folder',
  ENAMETOOLONG: 'the name is too long for a file',
};

// Characters of a line, and of a dump. A text of V8 ends at 2^29, and the core's memory at 4 GB, five times the text and more.
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

// Gives what can be inflated before it throws: a pipeline would throw that away. Zero bytes behind the gzip end it early (they pad it on a tape, or where
// a download has set its length before): then a write may never call back, and nothing ends a second time.
async function* gunzipped(chunks) {
  const gunzip = createGunzip();
  const pieces = [];
  let proceed;  // of the step that is waited for
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

/** `chunks`, inflated if they are gzip, as their first bytes tell; a pipe may bring these one by one. */
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

/** Texts of any length as lines, without their ends. */
export async function* linesIn(texts, longest = kLongest) {
  let pieces = [];  // of the line that has not ended yet
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

async function* decoded(chunks) {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

// The lines of the file at `path`, `-` for standard input, in order, as { number, text }. A terminal at `out` is told how far it is.
async function* linesOf(path, out = process.stderr) {
  let number = 0;
  let raw = null;
  try {
    const bytes = path === kStdin ? 0 : (await stat(path)).size;
    raw = path === kStdin ? process.stdin : createReadStream(path);
    for await (const text of linesIn(decoded(inflated(withProgress(raw, new Progress(out, path, bytes)))))) yield { number: ++number, text };
  } catch (error) {
    if (error instanceof TooLong) throw new UnreadableFile(`${nameOf(path)}:${number + 1}: ${error.message}: no poll is as long as that`);
    if (kReasons[error.code]) throw new UnreadableFile(`${nameOf(path)}: ${kReasons[error.code]}`);
    const what = error.code?.startsWith('Z_') ? 'gzip that cannot be inflated' : 'cannot be read';
    throw new BrokenOff(path, number + 1, `${what} any further (${error.message})`);
  } finally {
    raw?.destroy();  // whoever asks for no more lines leaves the file open otherwise
  }
}

// chrome://webrtc-internals writes one JSON object, spread over many lines; older versions and other tools write it on one.
const kDumpBegins = /^\s*\{\s*($|"(PeerConnections|getUserMedia|UserAgent)")/;

async function dumpFrom(path, first, lines) {
  const texts = [first.text];
  let length = first.text.length;
  for await (const { text } of lines) {
    length += text.length + 1;
    if (length > kLongest) throw new UnreadableFile(`${nameOf(path)}: a dump of chrome://webrtc-internals of more than ${kLongest / 1e6} MB cannot be held in memory: record JSON lines for calls as long as that`);
    texts.push(text);
  }
  return texts.join('\n');
}

/**
 * Reads the recording at `path`: { dump }, its whole text, if it is a dump of chrome://webrtc-internals; else { lines }, as linesOf gives them, from the
 * first that is not blank.
 */
export async function openRecording(path) {
  const lines = linesOf(path);
  let first;
  do {
    const { value, done } = await lines.next();
    if (done) throw new UnreadableFile(`${nameOf(path)}: holds no recorded call: it is empty`);
    first = value;
  } while (!first.text.trim());
  if (kDumpBegins.test(first.text)) return { dump: await dumpFrom(path, first, lines) };
  const all = async function* () { yield first; yield* lines; };
  return { lines: all() };
}
