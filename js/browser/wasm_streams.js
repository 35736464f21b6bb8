// A wasm module in streams: what is of one kind lies together, opcodes here and offsets there, since deflate finds more that repeats in it than where
// they take turns. js/make/split_wasm.mjs takes a module apart, this puts it together again.

// The streams. Of a number of several bytes (LEB128) the first lies in the stream that is named, and the others in the one that follows it.
export const kCode = 0; // opcodes, and behind them numbers that mostly are of one byte
export const kLocal = 1;
const kOffset = 3;
const kFunction = 5;
const kInteger = 7;
const kLong = 9;
const kDouble = 11;
export const kAlignment = 12; // a hint, which changes no result, and on x64 and ARM64 nothing at all: 0, that is none
export const kTail = 13; // what stands behind the functions
export const kStreams = 14;

// Opcodes, and the streams of the numbers behind them (https://webassembly.github.io/spec/core/binary/instructions.html): of all that the core is compiled to.
// js/make/split_wasm.mjs refuses a module with others.
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
  [0x23, 0x24, kCode], // of globals
  [0x28, 0x3e, kAlignment, kOffset], // load and store
  [0x41, 0x41, kInteger],
  [0x42, 0x42, kLong],
  [0xfc, 0xfc, kCode], // the zeros that may follow look like opcodes, behind which is nothing
];
const numbersOf = [...Array(256).keys()].map((opcode) => kNumbers.find(([first, last]) => first <= opcode && opcode <= last)?.slice(2) ?? []);

/** Goes through one function, from its locals to its end. `take(stream)` returns the next byte, which is of that stream. */
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
    if (opcode === kBranchTable) for (let labels = take(kCode); labels >= 0; labels -= 1) number(kCode); // one more than it says
    if (opcode === kDoubleConst) for (let bytes = 8; bytes > 0; bytes -= 1) take(kDouble);
  }
}

const numberBytes = (value) => (value > 127 ? [value & 127 | 128, ...numberBytes(value >> 7)] : [value]);

// The bytes from `begin` to `end`, of which each tells how many others came since it came last (move to front).
function unrank(bytes, begin, end) {
  const recent = [...Array(256).keys()];
  for (let i = begin; i < end; i += 1) {
    const [byte] = recent.splice(bytes[i], 1);
    recent.unshift(byte);
    bytes[i] = byte;
  }
}

/**
 * The module that `buffer` holds in streams. It begins with where each of them begins and how long the module is, as 32 bits each; what the module has
 * before its functions follows.
 */
export function joinStreams(buffer) {
  const bytes = new Uint8Array(buffer);
  const header = new Uint32Array(buffer, 0, kStreams + 1);
  const at = [...header]; // where each goes on
  unrank(bytes, header[kLocal], header[kLocal + 1]);
  const module = new Uint8Array(header[kStreams]);
  module.set(bytes.subarray(header.byteLength, header[kCode]));
  let begin = header[kCode] - header.byteLength;
  while (at[kCode] < header[kCode + 1]) {
    let end = begin;
    walkFunction((stream) => (module[end++] = bytes[at[stream]++]));
    const length = numberBytes(end - begin); // stands before the function
    module.copyWithin(begin + length.length, begin, end);
    module.set(length, begin);
    begin = end + length.length;
  }
  module.set(bytes.subarray(header[kTail]), begin);
  return module;
}
