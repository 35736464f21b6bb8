// Short synthetic calls, each about one rule, with the values worked out by hand. Both the oracle and the core must produce them.
// `expect` lists members and their values per poll and stream; null means that the member must be unknown.
import { browsers } from './scenarios_browsers.mjs';
import { connections } from './scenarios_connection.mjs';
import { intervals } from './scenarios_intervals.mjs';
import { rare } from './scenarios_legacy.mjs';
import { losses } from './scenarios_loss.mjs';

export const scenarios = [...intervals, ...losses, ...browsers, ...connections, ...rare];
