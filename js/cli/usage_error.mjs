/** The command line is wrong; the message says how. Exit status 2. */
export class UsageError extends Error {}
