// Loads a wasm module and makes JS functions and classes of its wasm/bind.h tables. Only numbers, booleans and strings can cross.

// struct Slot and struct Binding of wasm/bind.h, in bytes.
const slotBytes = 24;
const slotData = 8;
const bindingBytes = 8;

/**
 * Resolves to the module: its functions and classes by name, and `HEAPF64`, its memory as doubles (a new view after the memory has grown,
 * which detaches older ones). An object lives until its delete() is called. Rejects if `wasmBinary` (the bytes) cannot be compiled.
 */
export default async function createModule({ wasmBinary }) {
  const encoder = new TextEncoder(); // created here so that importing this file needs no browser API, as in a test under jsdom
  const decoder = new TextDecoder();
  const { instance } = await WebAssembly.instantiate(wasmBinary);
  const { memory, __indirect_function_table: thunks, malloc, free, slots: slotsOf, bindings, _initialize } = instance.exports;
  _initialize();
  const slots = slotsOf();
  const words = (at, count) => new Uint32Array(memory.buffer, at, count);
  const number = (at) => new Float64Array(memory.buffer, at, 1);
  const text = (at, bytes) => decoder.decode(new Uint8Array(memory.buffer, at, bytes));

  function writeText(slot, value) {
    const bytes = encoder.encode(value);
    const at = malloc(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, at);
    words(slot + slotData, 2).set([at, bytes.length]);
    return at;
  }

  function call(thunk, self, args) {
    const texts = [];
    args.forEach((value, index) => {
      const slot = slots + (index + 1) * slotBytes;
      if (typeof value === 'string') texts.push(writeText(slot, value));
      else number(slot)[0] = value;
    });
    words(slots + slotData, 1)[0] = self;
    thunks.get(thunk)(slots);
    texts.forEach(free);
    const [data, bytes, kind] = words(slots + slotData, 3); // adjacent in a slot
    // By Slot::Kind: nothing, a number, a boolean, a string, an object.
    return [() => undefined, () => number(slots)[0], () => number(slots)[0] !== 0, () => text(data, bytes), () => data][kind]();
  }

  const newClass = (name) => class {
    constructor(...args) { this.object = call(module[name].make, 0, args); }
  };

  function bind(path, thunk) {
    const [name, method] = path.split('.');
    if (!method) {
      module[name] = (...args) => call(thunk, 0, args);
      return;
    }
    module[name] ??= newClass(name);
    if (method === 'new') module[name].make = thunk;
    else {
      module[name].prototype[method] = function bound(...args) {
        if (!this.object) throw new Error(`${path}: the object is deleted`);
        const result = call(thunk, this.object, args);
        if (method === 'delete') this.object = 0;
        return result;
      };
    }
  }

  let heap = new Float64Array(memory.buffer);
  const module = {
    get HEAPF64() { return heap.length > 0 ? heap : (heap = new Float64Array(memory.buffer)); },
  };
  for (let table = 0, at = bindings(0); at !== 0; table += 1, at = bindings(table)) {
    for (; words(at, 1)[0] !== 0; at += bindingBytes) {
      const [name, thunk] = words(at, 2);
      bind(text(name, new Uint8Array(memory.buffer).indexOf(0, name) - name), thunk);
    }
  }
  return module;
}
