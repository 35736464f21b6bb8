import { loopCases } from './loop.mjs';
import { netCases } from './net.mjs';
import { sfuCases } from './sfu.mjs';

/** Every case by name, with the lab (run/labs.mjs) it needs. */
export const cases = Object.fromEntries([['loop', loopCases], ['net', netCases], ['sfu', sfuCases]]
  .flatMap(([lab, list]) => Object.entries(list).map(([name, spec]) => [name, { lab, ...spec }])));
