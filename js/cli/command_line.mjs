// The command line of `rtc-vitals COMMAND`, and errors in it.
import { parseArgs } from 'node:util';

/** The command line is wrong; the message says how. Exit status 2. */
export class UsageError extends Error {}

/** parseArgs() of node:util for `rtc-vitals COMMAND`. Its error message is cut to the first sentence. */
export function parseCommandLine(command, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(`${error.message.split(/\. |\.?\n/)[0]} (see rtc-vitals ${command} --help)`);
  }
}
