// Reads a recorded call from a file line by line, gzipped or plain, without holding it in memory.
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { Progress } from './progress.mjs';

/** The file cannot be read at all; the message says why. */
export class UnreadableFile extends Error {}

const kReasons = { ENOENT: 'there is no such file', EACCES: 'may not be read', EISDIR: 'is a folder' };

async function openFile(path) {
  let file;
  try {
    file = await open(path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { file, bytes: (await file.stat()).size, gzipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } catch (error) {
    await file?.close();
    throw new UnreadableFile(`${path}: ${kReasons[error.code] ?? error.message}`);
  }
}

/** The lines of the file at `path`, in order, as { number, text }. A terminal at `out` is told how far it is. */
export async function* linesOf(path, out = process.stderr) {
  const { file, bytes, gzipped } = await openFile(path);
  const progress = new Progress(out, path, bytes);
  const raw = file.createReadStream();
  raw.on('data', () => progress.at(raw.bytesRead));
  const input = gzipped ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => input.destroy(error));
  let number = 0;
  let fault = null;
  const lines = createInterface({ input, crlfDelay: Infinity });
  // Both pass the error on, also when whoever asked for the lines has gone.
  for (const emitter of [input, lines]) emitter.on('error', (error) => { fault ??= error; });
  try {
    for await (const text of lines) yield { number: ++number, text };
  } catch (error) {
    fault ??= error;
  } finally {
    progress.clear();
    raw.destroy();  // whoever asks for no more lines leaves the file open otherwise
  }
  if (fault) throw new UnreadableFile(`${path}: ${gzipped ? 'gzip that cannot be inflated' : 'cannot be read'} after line ${number} (${fault.message})`);
}

const kLongestDump = 400e6;  // characters. A text of V8 ends at 2^29, and the core's memory at 4 GB, five times the text and more

// chrome://webrtc-internals writes one JSON object, spread over many lines; older versions and other tools write it on one.
const kDumpBegins = /^\s*\{\s*($|"(PeerConnections|getUserMedia|UserAgent)")/;

/** The whole text of the file at `path` if it is a dump of chrome://webrtc-internals, else null. */
export async function dumpOf(path) {
  const lines = [];
  let length = 0;
  for await (const { text } of linesOf(path)) {
    if (!lines.length && !kDumpBegins.test(text)) return null;
    length += text.length + 1;
    if (length > kLongestDump) throw new UnreadableFile(`${path}: a dump of chrome://webrtc-internals of more than ${kLongestDump / 1e6} MB cannot be held in memory: record JSON lines for calls as long as that`);
    lines.push(text);
  }
  return lines.length ? lines.join('\n') : null;
}
