/** What of a resolver's error leaves its subgraph. */
import { describe, expect, it } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';
import { ClientError } from '../../src/errors/client-error.ts';
import type { SubgraphError } from '../../src/gateway/transport/subgraph-executor.ts';
import { fieldErrorFormatter } from '../../src/server/wiring/field-errors.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

async function errorOf(
  thrown: unknown,
  { production }: { production: boolean },
): Promise<{ shown: SubgraphError; logged: Record<string, unknown>[] }> {
  const schema = buildSchema('type Query { thing: Int }');
  schema.getQueryType()!.getFields()['thing']!.resolve = () => {
    throw thrown;
  };
  const { errors } = await graphql({ schema, source: '{ alias: thing }' });
  const logged: Record<string, unknown>[] = [];
  const { log } = createLogger({ level: 'error', destination: { write: (line: string) => void logged.push(JSON.parse(line)) } });
  const format = fieldErrorFormatter({ subgraph: 'things', production, log });
  return { shown: format(errors![0]!, { requestId: 'req-1' }), logged };
}

describe('an error made for clients', () => {
  it('is shown with its code and details, and is not worth a log line', async () => {
    const { shown, logged } = await errorOf(
      new ClientError('BAD_USER_INPUT', 'Argument "first" must be from 1 to 100.', { details: { argument: 'first' } }),
      { production: true },
    );
    expect(shown).toEqual({
      message: 'Argument "first" must be from 1 to 100.',
      path: ['alias'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
    expect(logged).toEqual([]);
  });
});

describe('any other error', () => {
  it('is masked in production, and logged with the request and the field', async () => {
    const { shown, logged } = await errorOf(new TypeError('reading "x" of undefined'), { production: true });
    expect(shown).toEqual({
      message: 'Something failed on our side. It is in the log under request req-1.',
      path: ['alias'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-1' },
    });
    expect(logged).toMatchObject([
      {
        requestId: 'req-1',
        subgraph: 'things',
        path: 'alias',
        err: { type: 'TypeError', message: 'reading "x" of undefined', stack: expect.any(String) },
      },
    ]);
  });

  it('keeps its message in development, and is logged all the same', async () => {
    const { shown, logged } = await errorOf(new TypeError('reading "x" of undefined'), { production: false });
    expect(shown).toMatchObject({ message: 'reading "x" of undefined', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-1' } });
    expect(logged).toHaveLength(1);
  });
});
