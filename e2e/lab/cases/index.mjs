import { farCases } from './far.mjs';
import { loopCases } from './loop.mjs';
import { netCases } from './net.mjs';
import { sfuCases } from './sfu.mjs';

/** All cases by name, each with the lab (run/labs.mjs) that it needs. */
export const cases = Object.fromEntries([['loop', loopCases], ['net', { ...netCases, ...farCases }], ['sfu', sfuCases]]
  .flatMap(([lab, list]) => Object.entries(list).map(([name, spec]) => [name, { lab, ...spec }])));
