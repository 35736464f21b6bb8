// Splits a wasm module into streams, which js/browser/wasm_streams.js reassembles in the page.
import { joinStreams, kAlignment, kCode, kLocal, kStreams, kTail, walkFunction } from '../browser/wasm_streams.js';

const kSections = 8; // their offset: after the magic number and the version
const kCodeSection = 10;
const kUnknown = 'the module has an instruction that walkFunction() of js/browser/wasm_streams.js does not know';

// The unsigned LEB128 number at `at`, and where it ends.
function numberAt(module, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = module[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}

function codeSection(module) {
  for (let at = kSections; ;) {
    const size = numberAt(module, at + 1);
    if (module[at] === kCodeSection) return { begin: size.end, end: size.end + size.value };
    at = size.end + size.value;
  }
}

// The inverse of unrank(): move-to-front coding.
function ranksOf(bytes) {
  const recent = [...Array(256).keys()];
  return bytes.map((byte) => {
    const rank = recent.indexOf(byte);
    recent.splice(rank, 1);
    recent.unshift(byte);
    return rank;
  });
}

/**
 * Returns the input of joinStreams() for a module, without its alignment hints.
 * Throws if joinStreams() does not restore the module from it.
 */
export function splitWasm(original) {
  const module = Uint8Array.from(original);
  const section = codeSection(module);
  const functions = numberAt(module, section.begin);
  const streams = Array.from({ length: kStreams }, () => []);
  let at = functions.end;
  for (let i = 0; i < functions.value; i += 1) {
    at = numberAt(module, at).end; // skips the length of the function, which joinStreams() computes
    walkFunction((stream) => {
      if (at === section.end) throw new Error(kUnknown);
      if (stream === kAlignment) module[at] = 0;
      streams[stream].push(module[at]);
      return module[at++];
    });
  }
  streams[kLocal] = ranksOf(streams[kLocal]);
  streams[kTail] = module.subarray(section.end);
  const header = new Uint32Array(kStreams + 1);
  header[kCode] = header.byteLength + functions.end;
  for (let stream = kCode; stream < kTail; stream += 1) header[stream + 1] = header[stream] + streams[stream].length;
  header[kStreams] = module.length;
  const split = Buffer.concat([
    new Uint8Array(header.buffer), module.subarray(0, functions.end), ...streams.map((stream) => Uint8Array.from(stream)),
  ]);
  const joined = joinStreams(new Uint8Array(split).buffer);
  if (Buffer.compare(joined, module) !== 0) throw new Error(kUnknown);
  return split;
}
