/** What is in an opened input, record by record: feeds, pages, copied texts, JSON lines. */
import type { Database } from '../data/database.ts';
import { sourcesByDomains } from '../data/sources/source.queries.ts';
import type { Reading } from './candidate.ts';
import { readFeed } from './feed.ts';
import { feedReadings } from './feed-articles.ts';
import { fits, type FieldMap } from './field-map.ts';
import type { OpenInput } from './input.ts';
import { jsonLines } from './json-lines.ts';
import { RecordReader } from './mapped-record.ts';
import { readPage, type Page } from './page/page.ts';
import { readTextPage } from './page/text-page.ts';
import { InputError, type RejectionCode } from './report.ts';
import { shippedFieldMaps } from './shipped-maps.ts';

export interface ReadOptions {
  readonly database: Database;
  /** For JSON lines. Absent, the first of `knownMaps` that fits an input's first record is taken. */
  readonly map?: FieldMap | undefined;
  /** Default: the maps that ship with the program. */
  readonly knownMaps?: readonly FieldMap[] | undefined;
  /** Where the page of a file lives that does not say so itself. */
  readonly pageUrl?: string | undefined;
}

/**
 * @param input names it in messages
 * @throws InputError
 */
export async function* readings(
  opened: Exclude<OpenInput, { readonly kind: 'feed-list' }>,
  input: string,
  options: ReadOptions,
  now: number,
): AsyncGenerator<Reading> {
  switch (opened.kind) {
    case 'feed':
      yield* feedReadings(readFeed(opened.text, opened.url), options.database);
      return;
    case 'page':
      yield* pageReadings(readPage(opened.text, { url: opened.url ?? options.pageUrl ?? null, input }, now), options.database);
      return;
    case 'text':
      yield* pageReadings(readTextPage(opened.text, opened.url ?? options.pageUrl ?? null, now), options.database);
      return;
    case 'json-lines':
      yield* lineReadings(opened.bytes, input, options);
  }
}

async function* pageReadings(page: Page | RejectionCode, database: Database): AsyncGenerator<Reading> {
  if (typeof page === 'string') {
    yield { kind: 'rejected', code: page };
    return;
  }
  // A publisher that is there already, with a name somebody chose for it, is not made a second time from its page.
  const [known] = await sourcesByDomains(database, page.source.domains);
  for (const candidate of page.candidates({ record: known ?? page.source, ignoredParameters: [], boilerplate: [] }))
    yield { kind: 'candidate', candidate };
}

async function* lineReadings(bytes: AsyncIterable<Buffer>, input: string, options: ReadOptions): AsyncGenerator<Reading> {
  let reader: RecordReader | null = null;
  let lines = 0;
  for await (const line of jsonLines(bytes)) {
    lines++;
    if (line.kind === 'broken') {
      yield { kind: 'rejected', code: line.code };
      continue;
    }
    reader ??= new RecordReader(await mapFor(line.record, input, options));
    yield reader.read(line.record);
  }
  if (reader === null) throw new InputError('UNRECOGNISED_FORMAT', `${input}: none of its ${lines} lines is a JSON object`);
}

async function mapFor(record: Readonly<Record<string, unknown>>, input: string, options: ReadOptions): Promise<FieldMap> {
  if (options.map !== undefined) return options.map;
  const known = options.knownMaps ?? (await shippedFieldMaps());
  const map = known.find((candidate) => fits(candidate, record));
  if (map === undefined)
    throw new InputError(
      'NO_FIELD_MAP',
      `${input}: no known field map fits its records (${Object.keys(record).slice(0, 10).join(', ')}); name one with --map`,
    );
  return map;
}
