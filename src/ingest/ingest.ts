/**
 * Feeds, pages and archives to articles: the phases in order. `input.ts` opens and recognises, `read-input.ts` reads candidates, `judge.ts` makes drafts
 * or refuses, `article-writer.ts` stores them in batches. Nothing but the current batch, and one feed or page at most, is held in memory.
 */
import type { Clock } from '../clock/clock.ts';
import { fetchStatesByUrls } from '../data/sources/fetching/fetch-state.queries.ts';
import { ArticleWriter } from './article-writer.ts';
import { readFeedList } from './feed-list.ts';
import { Downloader, type DownloadOptions } from './fetch/download.ts';
import { fetchKey, openInput, type OpenedInput, type OpenInput } from './input.ts';
import { judge } from './judge.ts';
import { readings, type ReadOptions } from './read-input.ts';
import { InputError, type IngestCounts, type IngestReport, type InputFailure } from './report.ts';

export interface IngestOptions extends ReadOptions {
  /** Paths of files and http(s) addresses, read one after the other. The database is migrated. */
  readonly inputs: readonly string[];
  readonly clock: Clock;
  readonly fetch?: DownloadOptions | undefined;
  /** Fetches addresses also where they say that nothing has changed. */
  readonly refresh?: boolean | undefined;
  /** After each batch that was stored; must not throw. */
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  /** Stops between records; what was stored stays, and another run goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

export interface IngestProgress extends IngestCounts {
  /** Inputs that are done with, and all that are known of so far: a list of feeds adds to them. */
  readonly inputsDone: number;
  readonly inputs: number;
}

/**
 * Reads every input and stores its articles. One bad record never loses the others, one bad input never the other inputs: both are in the report.
 * @throws DatabaseFault where the database fails, the signal's reason where it was aborted, FieldMapError where a shipped map is damaged
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  return new IngestRun(options).run();
}

interface PendingInput {
  readonly input: string;
  /** Named by a list of feeds: another list is then not followed, for two could name each other. */
  readonly isListed: boolean;
}

class IngestRun {
  readonly #options: IngestOptions;
  readonly #downloader: Downloader;
  readonly #writer: ArticleWriter;
  readonly #failures: InputFailure[] = [];
  readonly #pending: PendingInput[];
  #inputsRead = 0;
  #notModified = 0;
  #inputsDone = 0;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#downloader = new Downloader(options.fetch);
    this.#pending = options.inputs.map((input) => ({ input, isListed: false }));
    this.#writer = new ArticleWriter(options.database, (counts) => options.onProgress?.({ ...counts, ...this.#progress() }));
  }

  async run(): Promise<IngestReport> {
    const { clock } = this.#options;
    const startedAt = clock.now();
    try {
      for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
        await this.#readWatched(next);
        this.#inputsDone++;
      }
    } finally {
      // Also where the run ends early: what was read is stored, and no write is left behind unwatched.
      await this.#writer.finish();
      await this.#downloader.close();
    }
    return {
      ...this.#writer.counts,
      reasons: this.#writer.reasons,
      seconds: (clock.now() - startedAt) / 1000,
      inputsRead: this.#inputsRead,
      notModified: this.#notModified,
      failures: this.#failures,
    };
  }

  async #readWatched(next: PendingInput): Promise<void> {
    try {
      await this.#read(next);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      if (!(error instanceof InputError)) throw error;
      this.#fail(next.input, error);
    }
  }

  async #read({ input, isListed }: PendingInput): Promise<void> {
    const key = fetchKey(input);
    const { content, validators } = await this.#open(input, key);
    if (content === null) {
      this.#notModified++;
      this.#inputsRead++;
      return;
    }
    if (content.kind === 'feed-list') {
      if (isListed) throw new InputError('UNRECOGNISED_FORMAT', `${input} is named as a feed, and is a list of feeds`);
      this.#openList(content.text, content.url, input);
      return;
    }
    await this.#store(content, input);
    this.#inputsRead++;
    if (key === null || validators === null) return;
    // Only now: what was not stored must be fetched again.
    await this.#writer.flush();
    await this.#options.database.write('fetchStates.remember', { url: key, ...validators });
  }

  async #open(input: string, key: string | null): Promise<OpenedInput> {
    const { database, refresh, signal } = this.#options;
    const [known = null] = key === null || refresh === true ? [] : await fetchStatesByUrls(database, [key]);
    return openInput(input, this.#downloader, { known, signal });
  }

  #openList(text: string, url: string | null, input: string): void {
    const list = readFeedList(text, url, input);
    for (const address of list.unusable)
      this.#fail(address, new InputError('INVALID_URL', `${input} names "${address}", which is no http or https address`));
    this.#pending.unshift(...list.urls.map((feed) => ({ input: feed, isListed: true })));
  }

  async #store(content: Exclude<OpenInput, { readonly kind: 'feed-list' }>, input: string): Promise<void> {
    const { clock, signal } = this.#options;
    for await (const reading of readings(content, input, this.#options, clock.now())) {
      signal?.throwIfAborted();
      const outcome = reading.kind === 'candidate' ? judge(reading.candidate, clock.now()) : reading.code;
      if (typeof outcome === 'string') this.#writer.reject(outcome);
      else if (reading.kind === 'candidate') await this.#writer.add(outcome, reading.candidate.source.record);
    }
  }

  #fail(input: string, { code, message }: InputError): void {
    this.#failures.push({ input, code, message });
  }

  #progress(): Omit<IngestProgress, keyof IngestCounts> {
    return { inputsDone: this.#inputsDone, inputs: this.#inputsDone + this.#pending.length + 1 };
  }
}
