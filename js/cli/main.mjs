#!/usr/bin/env node
// The `rtc-vitals` command: runs the subcommand and turns its errors into one line and an exit status.
import { readFile } from 'node:fs/promises';

import { UsageError } from './command_line.mjs';

const kCommands = {
  analyze: () => import('./analyze.mjs'),
  collect: () => import('./collect.mjs'),
};

const kHelp = `usage: rtc-vitals COMMAND [OPTIONS]

commands:
  analyze   read a recorded call and report what froze, when, for how long and why
  collect   receive batches from pages, store them in SQLite, raise alerts and show sessions in the browser

rtc-vitals COMMAND --help shows the options; rtc-vitals --version prints the version.`;

async function main([name, ...args]) {
  if (name === 'help' && args.length > 0) return main([args[0], '--help']);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return void console.log(kHelp);
  if (name === '--version') return void console.log(
    JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version,
  );
  if (!Object.hasOwn(kCommands, name)) throw new UsageError(`unknown command ${name}; commands are ${Object.keys(kCommands).join(', ')}`);
  await (await kCommands[name]()).main(args);
}

// The reader of our output may stop early (`| head`).
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  console.error(`rtc-vitals: the output cannot be written (${error.message})`);
  process.exit(1);
});

// If the reader of the log goes away, the collector goes on.
process.stderr.on('error', () => {});

// Awaited, so that a process that ends before its work is done exits with 13 (Node's own status) instead of 0.
await main(process.argv.slice(2)).catch((error) => {
  console.error(`rtc-vitals: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
