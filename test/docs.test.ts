/** What the documentation names must be there: files, commands, variables, fields. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { withConfigurationTable } from '../scripts/configuration-table.ts';
import { createProgram } from '../src/cli/program.ts';

const root = new URL('..', import.meta.url).pathname;
const documents = ['README.md', 'CHANGELOG.md', 'bench/README.md', ...below('docs')].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('the documentation', () => {
  it('is really looked at', () => {
    expect(documents.length).toBeGreaterThan(8);
    expect(documents.flatMap(({ text }) => filesNamedIn(text)).length).toBeGreaterThan(50);
  });

  it('names only files that are there', () => {
    // What the recipe tells to make is not there yet.
    const made = /corrections?[./]|morning\.|my-operation/;
    const missing = documents.flatMap(({ path, text }) =>
      filesNamedIn(text)
        .filter((name) => !made.test(name) && !candidates(path, name).some((candidate) => existsSync(join(root, candidate))))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('lists every decision', () => {
    const index = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
    expect(readdirSync(join(root, 'docs/decisions')).filter((name) => !index.includes(`](${name})`))).toEqual(['README.md']);
  });

  it('names only npm scripts and commands that there are', () => {
    const commands = createProgram('0').commands.map((command) => command.name());
    const unknown = documents.flatMap(({ path, text }) => [
      ...[...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in manifest.scripts))
        .map((name) => `${path}: npm run ${name}`),
      ...[...text.matchAll(/(?:npx newsgraph|npm run -s newsgraph --) ([a-z]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !commands.includes(name))
        .map((name) => `${path}: newsgraph ${name}`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('lists every variable of the configuration as it is declared (npx node scripts/configuration-table.ts writes the table)', () => {
    const { text } = documents.find(({ path }) => path === 'docs/operations.md') ?? { text: '' };
    expect(text).toContain('| `PORT` |');
    expect(text).toBe(withConfigurationTable(text));
  });

  it('asks only what the schema has', () => {
    const schema = buildSchema(readFileSync(join(root, 'schema/api.graphql'), 'utf8'));
    const operations = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, operation = '']) => ({ path, operation })),
    );
    expect(operations.length).toBeGreaterThan(1);
    expect(
      operations.flatMap(({ path, operation }) => validate(schema, parse(operation)).map((error) => `${path}: ${error.message}`)),
    ).toEqual([]);
  });
});

/** Names in backticks or link targets that look like a file or folder of the project. */
function filesNamedIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([\w@./-]+)`/g)].map(([, name = '']) => name);
  const linked = [...text.matchAll(/\]\(([^)#\s]+)\)/g)].map(([, name = '']) => name);
  return [
    ...quoted.filter(
      (name) =>
        /\/|\w\.(ts|tsx|mjs|json|md|graphql)$/.test(name) && !/^(\/|\.[a-z]+\.|data\/|DATA_DIR|@|application\/)|\/$|\.\./.test(name),
    ),
    ...linked.filter((name) => !name.includes('://')),
  ];
}

/** A name may be told from the root, from the document, or, in the story of a request, from the folder that the section is about. */
function candidates(path: string, name: string): string[] {
  return [
    name,
    join(dirname(path), name),
    join('src/gateway', name),
    join('src/gateway/operation', name),
    join('src/gateway/planner', name),
    join('src/gateway/project', name),
    join('src/server/graphql', name),
  ];
}

function below(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}
