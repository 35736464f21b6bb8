import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Progress } from '../../js/cli/progress.mjs';

function told(isTTY, bytes) {
  const out = { isTTY, text: '', write(text) { this.text += text; } };
  const progress = new Progress(out, 'call.jsonl', bytes);
  for (let read = 0; read <= bytes; read += bytes / 100_000) progress.at(read);
  progress.clear();
  progress.clear();
  return out.text;
}

test('a terminal is told how much of a long file is read, each percent once, and the line is taken away', () => {
  const percents = Array.from({ length: 101 }, (_, percent) => `\rcall.jsonl: ${percent} % read`);
  assert.equal(told(true, 200_000_000), `${percents.join('')}\r\x1b[K`);
});

test('a short file, and whoever is no terminal, is told nothing', () => {
  assert.equal(told(true, 1_000_000), '');
  assert.equal(told(false, 200_000_000), '');
});
