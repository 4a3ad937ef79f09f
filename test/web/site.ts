/** The whole program, serving the sample content on a free port, and a browser that looks at it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { serve } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

/** What signs the tokens of a site under test. */
export const SITE_SECRET = 'a secret for the tests of the web pages alone';

export interface Site {
  readonly url: string;
  /** Runs one operation and answers its data. Throws where there are errors. */
  ask<Data>(query: string, variables?: object, authorization?: string): Promise<Data>;
  /** The sum of a counter over all its series whose labels contain this text. */
  counter(name: string, labels: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-web-'));
  const config = readConfig({}, { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'silent', JWT_SECRET: SITE_SECRET });
  const serving = await serve({ config, clock: systemClock, log: createLogger({ level: 'silent' }).log });
  const url = `http://127.0.0.1:${serving.port}`;
  return {
    url,
    async ask<Data>(query: string, variables: object = {}, authorization?: string) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async counter(name, labels) {
      const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
      return lines
        .filter((line) => line.startsWith(`${name}{`) && line.includes(labels))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    async stop() {
      await serving.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
