// Reassembles a wasm module that js/make/split_wasm.mjs split into streams: all opcodes together, all offsets together, and so on.
// Deflate finds more repetition in them than in the module itself, where they alternate: the script is 10 % smaller.

// The streams. The first byte of a number (LEB128) is in the stream named here, its further bytes are in the next stream.
export const kCode = 0; // opcodes, and operands that nearly always have one byte
export const kLocal = 1;
const kOffset = 3;
const kFunction = 5;
const kInteger = 7;
const kLong = 9;
const kDouble = 11;
export const kAlignment = 12; // hints that change no result, and no speed on x64 and ARM64; all set to 0, no hint
export const kTail = 13; // the sections after the code
export const kStreams = 14;

// The opcodes that the core is compiled to, and the streams of their operands
// (https://webassembly.github.io/spec/core/binary/instructions.html). The build fails if the module contains others.
const kBlock = 0x02;
const kIf = 0x04;
const kEnd = 0x0b;
const kBranchTable = 0x0e;
const kDoubleConst = 0x44;
const kNumbers = [
  [kBlock, kIf, kCode],
  [0x0c, 0x0d, kCode], // br, br_if
  [0x10, 0x10, kFunction], // call
  [0x11, 0x11, kCode, kCode], // call_indirect
  [0x20, 0x22, kLocal],
  [0x23, 0x24, kCode], // global.get, global.set
  [0x28, 0x3e, kAlignment, kOffset], // loads and stores
  [0x41, 0x41, kInteger],
  [0x42, 0x42, kLong],
  [0xfc, 0xfc, kCode], // memory.copy, memory.fill: the zeros that follow are read as opcodes without operands
];
const numbersOf = [...Array(256).keys()]
  .map((opcode) => kNumbers.find(([first, last]) => first <= opcode && opcode <= last)?.slice(2) ?? []);

/** Walks through one function, from its locals to its end. `take(stream)` returns the next byte, which belongs to that stream. */
export function walkFunction(take) {
  function number(stream) {
    let byte = take(stream);
    while (byte > 127) byte = take(stream + 1);
  }
  for (let groups = take(kCode); groups > 0; groups -= 1) {
    number(kInteger);
    take(kCode);
  }
  for (let depth = 1; depth > 0;) {
    const opcode = take(kCode);
    for (const stream of numbersOf[opcode]) number(stream);
    if (opcode >= kBlock && opcode <= kIf) depth += 1;
    if (opcode === kEnd) depth -= 1;
    // One more than `labels`: the default label is not counted.
    if (opcode === kBranchTable) for (let labels = take(kCode); labels >= 0; labels -= 1) number(kCode);
    if (opcode === kDoubleConst) for (let bytes = 8; bytes > 0; bytes -= 1) take(kDouble);
  }
}

const numberBytes = (value) => (value > 127 ? [value & 127 | 128, ...numberBytes(value >> 7)] : [value]);

// Undoes move-to-front coding of the bytes from `begin` to `end`: each is the number of other values since its value last occurred.
function unrank(bytes, begin, end) {
  const recent = [...Array(256).keys()];
  for (let i = begin; i < end; i += 1) {
    const [byte] = recent.splice(bytes[i], 1);
    recent.unshift(byte);
    bytes[i] = byte;
  }
}

/**
 * Returns the module in `buffer`, which consists of: the offset of each stream and the length of the module (32 bits each),
 * what precedes the functions in the module, the streams.
 */
export function joinStreams(buffer) {
  const bytes = new Uint8Array(buffer);
  const header = new Uint32Array(buffer, 0, kStreams + 1);
  const at = [...header]; // the next byte of each stream
  unrank(bytes, header[kLocal], header[kLocal + 1]);
  const module = new Uint8Array(header[kStreams]);
  module.set(bytes.subarray(header.byteLength, header[kCode]));
  let begin = header[kCode] - header.byteLength;
  while (at[kCode] < header[kCode + 1]) {
    let end = begin;
    walkFunction((stream) => (module[end++] = bytes[at[stream]++]));
    const length = numberBytes(end - begin); // precedes the function
    module.copyWithin(begin + length.length, begin, end);
    module.set(length, begin);
    begin = end + length.length;
  }
  module.set(bytes.subarray(header[kTail]), begin);
  return module;
}
