#!/usr/bin/env node
// node tests/golden/regenerate.mjs: rewrites the goldens and reports the changes. Build first (npm run build), and review the differences:
//   git diff --stat tests/golden; zdiff <(git show HEAD:tests/golden/NAME.samples.jsonl.gz) tests/golden/NAME.samples.jsonl.gz
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { ownTraces } from '../oracle/traces.mjs';
import { goldenOf, packed, readGolden, samplesText } from './golden.mjs';

for (const trace of ownTraces()) {
  const golden = goldenOf(trace);
  const text = samplesText(trace);
  const before = existsSync(golden) ? readGolden(golden) : '';
  if (text === before) continue;
  writeFileSync(golden, packed(text));
  console.log(`${basename(golden)}: ${before === '' ? 'new' : 'changed'}, ${text.split('\n').length - 1} samples`);
}
