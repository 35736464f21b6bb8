// What a set holds: recordings that are made by record.mjs, each under a name of its own.

/**
 * Lines of [case, browser, seed, options] as recordings of a set: `options` are those of record.mjs, where they are not the default (`codec`, `size`, `fps`,
 * `callee`). `role` stands in INDEX.md beside each.
 */
export const entries = (role, lines) => lines.map(([caseName, browser, seed, options = {}]) => {
  const name = [caseName, browser, options.callee, seed].filter((part) => part !== undefined).join('-');
  return { role, caseName, browser, seed, options, name };
});
