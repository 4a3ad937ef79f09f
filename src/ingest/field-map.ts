/** How the properties of somebody's JSON records become articles: a file of its own per archive, checked before the first record is read. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isDateFormat, isTimeZone } from './published-time.ts';

const property = z.string().min(1).max(200).describe('name of a property; a dot leads into an object: "source.name"');
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 language tag such as "ar"');

const source = z.strictObject({
  names: z.record(language, z.string().min(1).max(200)),
  descriptions: z.record(language, z.string().max(2_000)).default({}),
  domains: z
    .array(z.string().regex(/^(?!www\.)[a-z0-9.-]+\.[a-z0-9-]{2,}$/, 'a host name in lower case without "www."'))
    .min(1)
    .max(20),
  homepage: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 in capitals')
    .nullable()
    .default(null),
  language,
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  /** Query parameters that this publisher adds without another page coming of it. */
  ignoredParameters: z.array(z.string().toLowerCase()).max(50).default([]),
});

const fieldMap = z
  .strictObject({
    fields: z.strictObject({
      title: property,
      url: property,
      body: property,
      publishedAt: property.optional(),
      updatedAt: property.optional(),
      /** Holds a key of `sources`. Where the map has no such field, the source is known by the address's host. */
      source: property.optional(),
      byline: property.optional(),
      standfirst: property.optional(),
      language: property.optional(),
      section: property.optional(),
      /** An array of texts, or one text with commas. */
      tags: property.optional(),
      /** Address of a picture. */
      image: property.optional(),
    }),
    /** What the body is written in. */
    body: z.enum(['text', 'html']).default('text'),
    /** Whether texts may hold HTML character references («&nbsp;», «&quot;») that stand for characters. */
    decodeEntities: z.boolean().default(false),
    date: z
      .strictObject({
        format: z
          .string()
          .max(100)
          .refine(isDateFormat, 'feed, unix-seconds, unix-milliseconds, or a pattern of yyyy MM dd HH mm ss')
          .default('feed'),
        zone: z.string().refine(isTimeZone, 'an IANA time zone such as "Asia/Riyadh"').default('UTC'),
        precision: z.enum(['SECOND', 'MINUTE', 'DAY']).default('SECOND'),
      })
      .prefault({}),
    /** Taken where a record names no language; absent, it is recognised from the text. */
    language: language.optional(),
    /** By the value of the `source` field; the key is the source's slug too. */
    sources: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'), source).default({}),
    /** What becomes of records from a publisher that `sources` does not know: refused, or a source made from the host name. */
    unknownSources: z.enum(['reject', 'derive']).default('derive'),
    /** Phrases at the start or end of a body that are the site's, not the article's. */
    boilerplate: z.array(z.string().min(4).max(300)).max(100).default([]),
  })
  .refine((map) => Object.values(map.sources).every((entry) => entry.names[entry.language] !== undefined), {
    error: "names: an entry for the source's own language is missing",
    path: ['sources'],
  });

export type FieldMap = z.output<typeof fieldMap>;
export type MappedSource = z.output<typeof source>;

/** A map that does not say what it must. The message names the file, the field and the rule. */
export class FieldMapError extends Error {
  override readonly name = 'FieldMapError';
}

/** @throws FieldMapError */
export async function readFieldMap(path: string): Promise<FieldMap> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new FieldMapError(`${path}: the field map cannot be read: ${(cause as Error).message}`, { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new FieldMapError(`${path}: the field map is not JSON: ${(cause as Error).message}`, { cause });
  }
  return parseFieldMap(json, path);
}

/** @throws FieldMapError */
export function parseFieldMap(json: unknown, name: string): FieldMap {
  const parsed = fieldMap.safeParse(json);
  if (!parsed.success) throw new FieldMapError(`${name}: the field map does not fit:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Every `*.map.json` of a folder, by name. @throws FieldMapError */
export async function readFieldMaps(directory: string): Promise<ReadonlyMap<string, FieldMap>> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.map.json')).sort();
  const maps = await Promise.all(names.map(async (name) => [name, await readFieldMap(join(directory, name))] as const));
  return new Map(maps);
}

/** Whether every property that the map names is in the record, so that it may have been made for it. */
export function fits(map: FieldMap, record: Readonly<Record<string, unknown>>): boolean {
  return Object.values(map.fields).every((name) => name === undefined || propertyOf(record, name) !== undefined);
}

/** The property itself, or the one that the dots lead to. */
export function propertyOf(record: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  let value: unknown = record;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}
