/** The `invalidate` command at work: one request to a serving process. */
import { readConfig } from '../config/config.ts';
import { INVALIDATE_PATH, type Invalidated } from '../server/routes/invalidate.routes.ts';
import { UsageError, type ExitCode } from './failure.ts';

const TIMEOUT_MS = 10_000;

/** As the route takes it (server/routes/invalidation-targets.ts); what is left out is undefined. */
export interface InvalidateTarget {
  readonly tags: readonly string[];
  readonly subgraph?: string | undefined;
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly key?: Readonly<Record<string, unknown>> | undefined;
}

export async function runInvalidate(target: InvalidateTarget, url: string | null): Promise<ExitCode> {
  const config = readConfig();
  if (config.adminSecret === null) throw new UsageError('ADMIN_SECRET is not set: it must be the one of the process that serves.');
  const base = URL.parse(url ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`);
  if (base === null || !/^https?:$/.test(base.protocol))
    throw new UsageError(`--url is an address like http://host:4000; it is "${String(url).slice(0, 200)}".`);
  const endpoint = new URL(INVALIDATE_PATH, base);
  let status: number;
  let text: string;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${config.adminSecret}` },
      body: JSON.stringify(target),
      // The secret is for this address alone.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    const { cause, message } = error as Error;
    process.stderr.write(`newsgraph: ${endpoint.origin} cannot be reached: ${cause instanceof Error ? cause.message : message}\n`);
    return 1;
  }
  if (status !== 200) {
    const why = status === 404 ? 'it keeps nothing, or has no ADMIN_SECRET' : (messageOf(text) ?? `status ${status}`);
    process.stderr.write(`newsgraph: ${endpoint.origin} refused: ${why}\n`);
    return 1;
  }
  const { invalidated, everywhere } = JSON.parse(text) as Invalidated;
  process.stdout.write(
    `${invalidated.length === 1 ? '1 tag is' : `${invalidated.length} tags are`} invalidated${everywhere ? '' : ' in this process; the others hear of it when Redis is back'}.\n`,
  );
  return 0;
}

function messageOf(text: string): string | null {
  try {
    const { errors } = JSON.parse(text) as { errors?: readonly { message?: string }[] };
    return errors?.[0]?.message ?? null;
  } catch {
    // A proxy in between has its own pages.
    return null;
  }
}
