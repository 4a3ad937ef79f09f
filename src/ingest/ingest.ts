/**
 * Feeds and archives to articles: the phases in order. `input.ts` opens and recognises, `feed.ts` and `mapped-record.ts` read candidates, `judge.ts` makes
 * drafts or refuses, `article-writer.ts` stores them in batches. Nothing but the current batch, and one feed at most, is held in memory.
 */
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { ArticleWriter } from './article-writer.ts';
import type { Reading } from './candidate.ts';
import { readFeed } from './feed.ts';
import { feedReadings } from './feed-articles.ts';
import { Downloader, type DownloadOptions } from './fetch/download.ts';
import { fits, type FieldMap } from './field-map.ts';
import { openInput } from './input.ts';
import { jsonLines } from './json-lines.ts';
import { judge } from './judge.ts';
import { RecordReader } from './mapped-record.ts';
import { InputError, type IngestCounts, type IngestReport, type InputFailure } from './report.ts';
import { shippedFieldMaps } from './shipped-maps.ts';

export interface IngestOptions {
  /** Paths of files and http(s) addresses, read one after the other. */
  readonly inputs: readonly string[];
  /** For JSON lines. Absent, the first of `knownMaps` that fits an input's first record is taken. */
  readonly map?: FieldMap | undefined;
  /** Default: the maps that ship with the program. */
  readonly knownMaps?: readonly FieldMap[] | undefined;
  /** Migrated. */
  readonly database: Database;
  readonly clock: Clock;
  readonly fetch?: DownloadOptions | undefined;
  /** After each batch that was stored; must not throw. */
  readonly onProgress?: ((counts: IngestCounts) => void) | undefined;
  /** Stops between records; what was stored stays, and another run goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads every input and stores its articles. One bad record never loses the others, one bad input never the other inputs: both are in the report.
 * @throws DatabaseFault where the database fails, the signal's reason where it was aborted, FieldMapError where a shipped map is damaged
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { clock, signal } = options;
  const startedAt = clock.now();
  const downloader = new Downloader(options.fetch);
  const writer = new ArticleWriter(options.database, options.onProgress);
  const failures: InputFailure[] = [];
  let inputsRead = 0;
  try {
    for (const input of options.inputs) {
      try {
        for await (const reading of readings(input, options, downloader)) {
          signal?.throwIfAborted();
          const outcome = reading.kind === 'candidate' ? judge(reading.candidate, clock.now()) : reading.code;
          if (typeof outcome === 'string') writer.reject(outcome);
          else if (reading.kind === 'candidate') await writer.add(outcome, reading.candidate.source.record);
        }
        inputsRead++;
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof InputError)) throw error;
        failures.push({ input, code: error.code, message: error.message });
      }
    }
  } finally {
    // Also where the run ends early: what was read is stored, and no write is left behind unwatched.
    await writer.finish();
    await downloader.close();
  }
  return { ...writer.counts, reasons: writer.reasons, seconds: (clock.now() - startedAt) / 1000, inputsRead, failures };
}

async function* readings(input: string, options: IngestOptions, downloader: Downloader): AsyncGenerator<Reading> {
  const opened = await openInput(input, downloader, options.signal);
  if (opened.kind === 'feed') {
    yield* feedReadings(readFeed(opened.text, opened.url), options.database);
    return;
  }
  let reader: RecordReader | null = null;
  let lines = 0;
  for await (const line of jsonLines(opened.bytes)) {
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

async function mapFor(record: Readonly<Record<string, unknown>>, input: string, options: IngestOptions): Promise<FieldMap> {
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
