// METRICS.md explains exactly the causes and reasons that the types of events name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const metrics = read('core/sample/METRICS.md');
const types = read('js/browser/index.d.ts');

// The words that `member` of an interface may have.
function wordsOf(name, member) {
  const [, body] = new RegExp(`interface ${name} (.*?)\\n\\}`, 's').exec(types);
  const [, union] = new RegExp(`\\b${member}:([^;]*);`).exec(body);
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, word]) => word).sort();
}

// The words in column `at` of the table with this head.
function explained(head, at) {
  const rows = metrics.slice(metrics.indexOf(head)).split('\n\n')[0].split('\n').slice(2);
  return [...new Set(rows.map((row) => row.split('|')[at].trim().replaceAll('`', '')))].sort();
}

test('every cause is explained', () => {
  assert.deepEqual(explained('| `cause` | what happened |', 1), wordsOf('PictureEvent', 'cause'));
});

test('every reason of discards is explained', () => {
  assert.deepEqual(explained('| unit | reason |', 2), wordsOf('DiscardsEvent', 'reason'));
});
