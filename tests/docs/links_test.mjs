// The targets of links in the documents exist, including headings.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const below = (folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path));
const documents = ['README.md', 'CHANGELOG.md', ...['core', 'e2e', 'js'].flatMap(below)].filter((path) => path.endsWith('.md'));

// The anchor that GitHub gives a heading.
const anchorOf = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-');
const anchorsOf = (text) => [...text.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));

for (const document of documents) {
  test(`every link in ${document} resolves`, () => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([link, path, anchor]) => ({
      link, path, anchor,
    }));
    const broken = links.filter(({ path, anchor }) => {
      const target = path ? join(dirname(document), path) : document;
      return !existsSync(join(root, target)) || (anchor && !anchorsOf(read(target)).includes(anchor));
    });
    assert.deepEqual(broken, []);
  });
}
