// The ES module of the package. Importing it uses no browser API, so a server can import it too.
import { loadCore } from '#browser-core';
import { agentFactory } from './agent.js';

export { instrument } from './instrument.js';

export const createAgent = agentFactory(loadCore);
