// The README's tables name exactly the options and events of the types.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');
const types = read('js/browser/index.d.ts');

// The first column of the table under `heading`, as names.
function rowsUnder(heading) {
  const table = readme.slice(readme.indexOf(`| ${heading} |`)).split('\n\n')[0];
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
}

test("the README's option table lists the members of AgentOptions", () => {
  const [, options] = /interface AgentOptions \{(.*?)\n\}/s.exec(types);
  assert.deepEqual(rowsUnder('option'), [...options.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name));
});

test("the README's event table lists the events of on()", () => {
  assert.deepEqual(rowsUnder('event'), [...types.matchAll(/^ {2}on\(type: '(\w+)'/gm)].map(([, name]) => name));
});
