import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contentViolations, importCycles, importViolations, type House } from './architecture/violations.ts';
import { filesBelow, parseModule, readModules } from './architecture/modules.ts';

const root = new URL('..', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { dependencies: Record<string, string> };
const house: House = {
  modules: readModules(root, ['src', 'resolvers', 'web/pages']),
  files: new Set(filesBelow(root, ['src', 'resolvers', 'web', 'schema'])),
  dependencies: new Set(Object.keys(manifest.dependencies)),
};

describe('the house', () => {
  it('is really looked at: files, imports between them, packages', () => {
    const imports = house.modules.flatMap((module) => module.imports);
    expect(house.modules.length).toBeGreaterThan(120);
    expect(imports.filter((imported) => imported.kind === 'file').length).toBeGreaterThan(400);
    expect(imports.filter((imported) => imported.kind === 'package').length).toBeGreaterThan(60);
  });

  it('has imports only between rooms that may know each other, and packages only where they belong', () => {
    expect(importViolations(house)).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(importCycles(house.modules)).toEqual([]);
  });

  it('reads time and environment in one place each, and keeps to its names, lengths and syntax', () => {
    expect(contentViolations(house.modules)).toEqual([]);
  });
});

describe('the rules find what they forbid', () => {
  const broken = (path: string, text: string): House => ({
    modules: [parseModule(path, text)],
    files: new Set(['src/data/database.ts', 'src/data/articles/a.ts', 'resolvers/sources/b.ts', 'src/cache/c.ts', 'src/server/d.ts']),
    dependencies: new Set(['ioredis', 'dataloader']),
  });

  it.each([
    ['src/gateway/x.ts', 'src/gateway may not import src/data; the engine runs any supergraph', "import { a } from '../data/database.ts'"],
    ['src/gateway/x.ts', 'src/gateway may not import src/data', "export { a } from '../data/database.ts'"],
    ['src/gateway/x.ts', 'src/gateway may not import src/data', "const a = await import('../data/database.ts')"],
    ['src/gateway/x.ts', 'src/gateway may not import src/data', "let a: import('../data/database.ts').Database"],
    ['src/subgraph/x.ts', 'src/subgraph may not import src/data', "import { a } from '../data/database.ts'"],
    ['src/data/x.ts', 'src/data may not import src/server', "import { a } from '../server/d.ts'"],
    ['resolvers/articles/x.ts', 'articles may not know sources', "import type { B } from '../sources/b.ts'"],
    ['resolvers/comments/x.ts', 'comments may not know articles', "import type { A } from '../../src/data/articles/a.ts'"],
    ['src/data/comments/x.ts', 'comments may not know articles', "import type { A } from '../articles/a.ts'"],
    ['resolvers/articles/x.ts', 'resolvers/articles may not import src/cache', "import { c } from '../../src/cache/c.ts'"],
    ['resolvers/articles/x.ts', 'which only src/data/ and src/gateway/ may', "import DataLoader from 'dataloader'"],
    ['src/data/x.ts', 'which only src/cache/ and src/jobs/ may', "import { Redis } from 'ioredis'"],
    ['src/server/x.ts', 'not among the dependencies', "import { pad } from 'left-pad'"],
    ['src/data/x.ts', 'there is no src/data/gone.ts', "import { a } from './gone.ts'"],
    ['src/attic/x.ts', 'a room that docs/decisions/0001 does not know', "import { a } from '../data/database.ts'"],
  ])('%s: %s', (path, sentence, text) => {
    expect(importViolations(broken(path, text))).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ['src/data/x.ts', 'reads the time (Date.now)', 'export const now = () => Date.now()'],
    ['src/data/x.ts', 'reads the time (new Date())', 'export const now = () => new Date()'],
    ['src/data/x.ts', 'reads the time (performance.now)', 'export const now = () => performance.now()'],
    ['src/data/x.ts', 'reads process.env', 'export const port = process.env.PORT'],
    ['src/data/x.ts', 'reads import of node:process', "import { env } from 'node:process'"],
    ['src/data/x.ts', 'default export', 'export default 1'],
    ['src/data/x.ts', 'uses enum', 'export enum Kind { A }'],
    ['src/data/x.ts', 'uses parameter property', 'export class A { constructor(readonly b: string) {} }'],
    ['src/data/x.ts', 'uses decorator', '@sealed export class A {}'],
    ['src/data/utils.ts', '"utils.ts" says nothing', ''],
    ['src/data/helpers/x.ts', '"helpers" says nothing', ''],
    ['src/data/articleQueries.ts', 'kebab-case', ''],
    ['src/data/x.ts', 'has 401 lines', '\n'.repeat(401)],
    ['src/gateway/x.ts', 'src/gateway/x.ts:2 says "article"', '\nconst articleId = 1'],
    ['src/cache/x.ts', 'src/cache/x.ts:1 says "comments"', '// the comments of a page'],
  ])('%s: %s', (path, sentence, text) => {
    expect(contentViolations(broken(path, text).modules)).toEqual([expect.stringContaining(sentence)]);
  });

  it('circles, but not those of types alone', () => {
    const circle = (kind: string) => [
      parseModule('src/data/a.ts', "import { b } from './b.ts'"),
      parseModule('src/data/b.ts', "import { c } from './c.ts'"),
      parseModule('src/data/c.ts', `import ${kind} { a } from './a.ts'`),
    ];
    expect(importCycles(circle(''))).toEqual(['src/data/a.ts -> src/data/b.ts -> src/data/c.ts -> src/data/a.ts']);
    expect(importCycles(circle('type'))).toEqual([]);
  });

  it('and leave alone what is allowed', () => {
    const allowed = broken(
      'src/subgraph/x.ts',
      "import type { A } from '../data/database.ts'; export const at = (now: number) => new Date(now); export type { B } from '../data/database.ts'",
    );
    expect([...importViolations(allowed), ...contentViolations(allowed.modules)]).toEqual([]);
  });
});
