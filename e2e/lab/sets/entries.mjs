// The recordings of a set. record.mjs makes them, each under its own name.

/**
 * Turns lines of [case, browser, seed, options] into recordings of a set. `options`: those of record.mjs that differ from the default
 * (`codec`, `size`, `fps`, `callee`, `turn`). INDEX.md shows `role` for each.
 */
export const entries = (role, lines) => lines.map(([caseName, browser, seed, options = {}]) => {
  const name = [caseName, browser, options.callee, seed].filter((part) => part !== undefined).join('-');
  return { role, caseName, browser, seed, options, name };
});
