// The wasm embedded in the script: split into streams by the build, reassembled in the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { joinStreams } from '../../js/browser/wasm_streams.js';
import { splitWasm } from '../../js/make/split_wasm.mjs';

const joined = (module) => Buffer.from(joinStreams(new Uint8Array(splitWasm(module)).buffer));

const kMagic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const kTypeAndFunction = [1, 5, 1, 0x60, 1, 0x7f, 0, 3, 2, 1, 0]; // one function that takes an i32 and returns nothing
const kCustom = [0, 3, 2, 0x68, 0x69];
const kMaxAlignment = 3; // of a double

// A module of one function with 200 locals, doubles. All sizes are below 128.
function moduleOf(...code) {
  const body = [1, 0xc8, 0x01, 0x7c, ...code, 0x0b];
  return Buffer.from([...kMagic, ...kTypeAndFunction, 10, body.length + 2, 1, body.length, ...body, ...kCustom]);
}

for (const file of ['dist/rtc-vitals.wasm', 'dist/node/core.wasm']) {
  test(`restores ${file} byte for byte, except alignment hints`, () => {
    const module = readFileSync(new URL(`../../${file}`, import.meta.url));
    const back = joined(module);
    assert.equal(back.length, module.length);
    for (const [at, byte] of back.entries()) assert.ok(byte === module[at] || (byte === 0 && module[at] <= kMaxAlignment), `byte ${at}`);
    assert.ok(WebAssembly.validate(back));
  });
}

const kDouble = [0x44, 0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f]; // f64.const 0.1
const kInstructions = {
  'locals of two bytes': [0x20, 0x00, 0x21, 0x96, 0x01, 0x20, 0x96, 0x01, 0x1a],
  'doubles, of which a byte looks like an end': [...kDouble, 0x1a, 0x44, 0, 0, 0, 0, 0, 0x0b, 0x0b, 0x40, 0x1a],
  'blocks within blocks': [0x02, 0x40, 0x03, 0x7f, 0x41, 0x07, 0x0d, 0x01, 0x0b, 0x1a, 0x0b],
  'a table of branches': [0x02, 0x40, 0x20, 0x00, 0x0e, 0x02, 0x00, 0x01, 0x00, 0x0b],
  'numbers of many bytes': [
    0x41, 0x80, 0x80, 0x80, 0x80, 0x78, 0x1a, 0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x1a,
  ],
  'memory at an offset': [0x41, 0x00, 0x2b, 0x00, 0xe0, 0x84, 0x01, 0x1a, 0x3f, 0x00, 0x1a],
  'memory copied and filled': [0xfc, 0x0a, 0x00, 0x00, 0xfc, 0x0b, 0x00],
  'calls, by number and through a table': [0x10, 0x80, 0x01, 0x11, 0x00, 0x00],
};
for (const [what, code] of Object.entries(kInstructions)) {
  test(`restores ${what} byte for byte`, () => assert.ok(joined(moduleOf(...code)).equals(moduleOf(...code))));
}

test('stops the build at an unknown instruction that could not be restored', () => {
  const singleConst = (byte) => [0x43, byte, byte, byte, byte, 0x1a]; // f32.const
  assert.throws(() => splitWasm(moduleOf(...singleConst(0x0b))), /instruction/); // its bytes look like `end`
  // like f64.const, so the walk runs past the end of the function
  assert.throws(() => splitWasm(moduleOf(...singleConst(0x44))), /instruction/);
});
