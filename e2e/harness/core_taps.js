// Intercepts the wasm that a page loads, for tests. A plain script, loaded before the agent's. Sets window.core: {memory, holds, traps}.
{
  const { instantiate } = WebAssembly;
  window.core = { memory: null, holds: false, traps: false };
  const nowhere = 0xfffffff0; // beyond any memory: an access there traps

  WebAssembly.instantiate = async (...args) => {
    while (window.core.holds) await new Promise((resolve) => { setTimeout(resolve, 20); });
    const { instance } = await instantiate(...args);
    const { memory, __indirect_function_table: table } = instance.exports;
    window.core.memory = memory;
    const tapped = { get: (index) => (slots) => table.get(index)(window.core.traps ? nowhere : slots) };
    return { instance: { exports: { ...instance.exports, __indirect_function_table: tapped } } };
  };
}
