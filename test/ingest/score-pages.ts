/**
 * Scores what is read from saved pages against the metadata beside them: `node test/ingest/score-pages.ts FOLDER`, a folder of NAME.html with
 * NAME.json (title, byline, siteName, excerpt, publishedTime, lang, dir; null or absent where the page does not say).
 * Prints per field how many agree of those that state it, and every miss. Where the JSON states nothing, nothing is scored.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFromHost } from '../../src/ingest/derived-source.ts';
import { decodeText } from '../../src/ingest/charset.ts';
import { judge } from '../../src/ingest/judge.ts';
import { readPage } from '../../src/ingest/page/page.ts';

const FIELDS = ['title', 'byline', 'siteName', 'excerpt', 'publishedTime', 'lang', 'dir'] as const;
type Field = (typeof FIELDS)[number];
type Metadata = Partial<Record<Field, string | null>>;

/** Stands in for where a page was got: some do not say where they live. */
const ADDRESS = 'https://saved.example/page';

function found(html: string, input: string): Metadata {
  // As a file first: then the page's own address counts.
  let page = readPage(html, { url: null, input }, Date.now());
  if (page === 'INVALID_URL') page = readPage(html, { url: ADDRESS, input }, Date.now());
  if (typeof page === 'string') return {};
  const [candidate] = page.candidates({ record: page.source, ignoredParameters: [], boilerplate: [] });
  if (candidate === undefined) return {};
  const draft = judge(candidate, Date.now());
  if (typeof draft === 'string') return {};
  const [name] = Object.values(page.source.names);
  const host = sourceFromHost(page.source.domains[0] ?? '', '', null).domains[0];
  return {
    title: draft.title,
    byline: draft.byline,
    siteName: name === host ? null : (name ?? null),
    // The standfirst is left out of an article where it only repeats its beginning; the candidate still has it.
    excerpt: candidate.standfirst,
    publishedTime: candidate.publishedAt === null ? null : new Date(candidate.publishedAt).toISOString(),
    lang: draft.language,
    dir: draft.direction.toLowerCase(),
  };
}

function agrees(field: Field, expected: string, actual: string | null | undefined): boolean {
  if (actual === null || actual === undefined) return false;
  if (field === 'publishedTime') return timeOf(expected) === Date.parse(actual);
  if (field === 'lang') return primary(expected) === primary(actual);
  return line(expected) === line(actual);
}

/** Node reads `+0100`; a time without a zone is UTC to us. */
function timeOf(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
}

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

function main(folder: string): void {
  const stated = new Map<Field, number>();
  const agreed = new Map<Field, number>();
  const misses: string[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .toSorted()) {
    const expected = JSON.parse(readFileSync(join(folder, name.replace(/\.html$/, '.json')), 'utf8')) as Metadata;
    const actual = found(decodeText(readFileSync(join(folder, name)), null), name);
    for (const field of FIELDS) {
      const wanted = expected[field];
      if (wanted === null || wanted === undefined) continue;
      stated.set(field, (stated.get(field) ?? 0) + 1);
      if (agrees(field, wanted, actual[field])) agreed.set(field, (agreed.get(field) ?? 0) + 1);
      else misses.push(`${name} ${field}\n    expected ${wanted}\n    found    ${actual[field] ?? '(nothing)'}`);
    }
  }
  for (const field of FIELDS) {
    const [right, all] = [agreed.get(field) ?? 0, stated.get(field) ?? 0];
    process.stdout.write(`${field.padEnd(14)} ${right}/${all}  ${all === 0 ? '' : `${((100 * right) / all).toFixed(1)} %`}\n`);
  }
  if (misses.length > 0) process.stdout.write(`\n${misses.join('\n')}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Usage: node test/ingest/score-pages.ts FOLDER\n');
  process.exitCode = 1;
} else main(folder);
