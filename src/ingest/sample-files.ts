/** Reads the files of the sample content (sample/README.md). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sourceId } from '../data/ids.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';
import { readSampleDocument, sampleImage, type SampleDocument } from './sample-document.ts';

export interface SampleArticle {
  readonly slug: string;
  readonly document: SampleDocument;
}

export interface Sample {
  readonly sources: readonly SourceRecord[];
  readonly articles: readonly SampleArticle[];
  readonly comments: z.output<typeof commentsFile>;
}

const sourcesFile = z.array(
  z.strictObject({
    slug: z.string().regex(/^[a-z0-9-]+$/),
    names: z.record(z.string(), z.string()),
    descriptions: z.record(z.string(), z.string()),
    domains: z.array(z.string()).min(1),
    homepage: z.url({ protocol: /^https?$/ }),
    icon: z.strictObject({ file: z.string().regex(/^media\/[\w./-]+$/), alt: z.string() }).nullable(),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .nullable(),
    country: z.string().length(2).nullable(),
    language: z.string(),
  }),
);

const commentsFile = z.strictObject({
  users: z.array(z.strictObject({ key: z.string(), name: z.string() })),
  comments: z.array(
    z.strictObject({
      key: z.string(),
      article: z.string(),
      parent: z.string().nullable(),
      author: z.string(),
      body: z.string(),
      minutesAfter: z.number().int().positive(),
      deleted: z.literal(true).optional(),
    }),
  ),
});

const ICON_SIZE = { width: 64, height: 64 };

/** @throws Error naming the file and the rule that it breaks */
export async function readSample(sampleDir: string, names: readonly string[]): Promise<Sample> {
  const [sources, comments, ...documents] = await Promise.all([
    readJson(join(sampleDir, 'sources.json'), sourcesFile),
    readJson(join(sampleDir, 'comments.json'), commentsFile),
    ...names.map(async (name) => readSampleDocument(await readFile(join(sampleDir, 'articles', name), 'utf8'), `articles/${name}`)),
  ]);
  const slugs = new Set(sources.map(({ slug }) => slug));
  for (const [index, { facts }] of documents.entries()) {
    if (!slugs.has(facts.source)) throw new Error(`articles/${names[index]}: source "${facts.source}" is not in sources.json`);
  }
  return {
    sources: sources.map((source) => ({
      ...source,
      id: sourceId(source.slug),
      icon: source.icon === null ? null : sampleImage(source.icon, ICON_SIZE),
    })),
    articles: documents.map((document, index) => ({ slug: names[index]!.slice(0, -'.md'.length), document })),
    comments,
  };
}

async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
