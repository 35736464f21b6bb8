// What is wrong with a command line.
import { parseArgs } from 'node:util';

/** The command line is wrong; the message says how. Exit status 2. */
export class UsageError extends Error {}

/** parseArgs() of node:util for `rtc-vitals COMMAND`; what it says of a wrong line is cut to its first sentence. */
export function parseCommandLine(command, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(`${error.message.split(/\. |\.?\n/)[0]} (see rtc-vitals ${command} --help)`);
  }
}
