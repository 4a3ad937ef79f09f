/** A modest load that does not wait for answers: requests leave at their times, however long the earlier ones take. Home page and article pages in turn. */
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';

export interface Latencies {
  readonly requests: number;
  /** Milliseconds from sending to the whole answer. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** The first answer that was no answer. */
  readonly fault: string | null;
}

const ARTICLES = 10;

export class SteadyLoad {
  readonly #port: number;
  readonly #bodies: readonly string[];
  readonly #gap: number;
  readonly #agent = new Agent({ keepAlive: true });

  private constructor(port: number, bodies: readonly string[], rate: number) {
    this.#port = port;
    this.#bodies = bodies;
    this.#gap = 1_000 / rate;
  }

  /** `rate` requests a second of the server's newest articles. */
  static async prepare(port: number, rate: number): Promise<SteadyLoad> {
    const [feed, page] = await Promise.all([operation('home-feed'), operation('article-page')]);
    const home = JSON.stringify({ query: feed, operationName: 'HomeFeed', variables: { first: 20 } });
    const answer = JSON.parse(await new SteadyLoad(port, [home], rate).#ask(home)) as {
      data: { articles: { nodes: readonly { id: string }[] } };
    };
    const pages = answer.data.articles.nodes
      .slice(0, ARTICLES)
      .map(({ id }) => JSON.stringify({ query: page, operationName: 'ArticlePage', variables: { id } }));
    if (pages.length === 0) throw new Error('the server has no article to ask for');
    return new SteadyLoad(
      port,
      pages.flatMap((body) => [home, body]),
      rate,
    );
  }

  /** Sends until `task` is done, and waits for the answers. */
  async during(task: Promise<unknown>): Promise<Latencies> {
    const done = new AbortController();
    const end = task.finally(() => done.abort());
    const latencies: number[] = [];
    const open: Promise<void>[] = [];
    let fault: string | null = null;
    const began = performance.now();
    for (let sent = 0; !done.signal.aborted; sent++) {
      const wait = began + sent * this.#gap - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const at = performance.now();
      open.push(
        this.#ask(this.#bodies[sent % this.#bodies.length]!).then(
          () => void latencies.push(performance.now() - at),
          (error: unknown) => void (fault ??= String(error)),
        ),
      );
    }
    await end;
    await Promise.all(open);
    latencies.sort((one, other) => one - other);
    const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.ceil(share * latencies.length) - 1)] ?? Number.NaN;
    return { requests: latencies.length, p50: at(0.5), p99: at(0.99), max: at(1), fault };
  }

  #ask(body: string): Promise<string> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#port, path: '/graphql', method: 'POST', agent: this.#agent, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (answer.statusCode === 200 && text.startsWith('{"data":{') && !text.includes('"errors":[')) resolve(text);
            else reject(new Error(`status ${answer.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

function operation(name: string): Promise<string> {
  return readFile(new URL(`../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
}
