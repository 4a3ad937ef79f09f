/** What the environment may say, and what is said where it is wrong. */
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { describeVariables } from '../../src/config/variables.ts';

const problems = (environment: Record<string, string>, flags: Record<string, string> = {}): readonly string[] => {
  try {
    readConfig(flags, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('of an empty environment serves on loopback, in development', () => {
    expect(readConfig({}, {})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      redisUrl: null,
      jwtSecret: null,
      introspection: true,
      loadSample: true,
      corsOrigins: [],
      batching: false,
    });
  });

  it('of production shows no schema and loads no sample unless asked', () => {
    expect(readConfig({}, { NODE_ENV: 'production' })).toMatchObject({ production: true, introspection: false, loadSample: false });
    expect(readConfig({}, { NODE_ENV: 'production', INTROSPECTION: 'on', SAMPLE: 'on' })).toMatchObject({
      introspection: true,
      loadSample: true,
    });
    // The command always sets NODE_ENV=production and hands on what the operator had set.
    expect(readConfig({}, { NODE_ENV: 'production', NEWSGRAPH_MODE: 'development' })).toMatchObject({ production: false });
  });

  it('takes an empty value for none, and the command line before the environment', () => {
    expect(readConfig({}, { PORT: '' }).port).toBe(4000);
    expect(readConfig({ PORT: '5000' }, { PORT: '6000' }).port).toBe(5000);
  });

  it('is frozen', () => {
    expect(() => Object.assign(readConfig({}, {}), { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(readConfig({}, {}).limits, { maxDepth: 1 })).toThrow(TypeError);
  });

  it('reads lists', () => {
    const config = readConfig(
      {},
      { SUBGRAPHS: 'articles=http://a:4001/graphql, sources=https://b/graphql', CORS_ORIGINS: 'https://app.example,http://localhost:3000' },
    );
    expect([...config.subgraphs]).toEqual([
      ['articles', 'http://a:4001/graphql'],
      ['sources', 'https://b/graphql'],
    ]);
    expect(config.corsOrigins).toEqual(['https://app.example', 'http://localhost:3000']);
  });

  it('tells all faults at once, each with the bound, and no secret', () => {
    const told = problems(
      {
        PORT: '70000',
        LOG_LEVEL: 'loud',
        JWT_SECRET: 'hunter2',
        DATABASE_URL: 'mysql://user:hunter2@host/db',
        SUBGRAPHS: 'articles=ftp://user:hunter2@host',
        CORS_ORIGINS: 'https://app.example/path',
        MAX_DEPTH: '51',
      },
      { HOST: 'no host' },
    );
    expect(told).toEqual([
      'PORT must be a whole number from 0 to 65535. It is "70000".',
      '--host must be a host name or an IP address. It is "no host".',
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://.',
      'SUBGRAPHS must be a list like articles=http://host:4001/graphql,sources=http://host:4002/graphql, each name once. It is "articles=ftp://…@host".',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent. It is "loud".',
      'JWT_SECRET must be at least 32 bytes long, it has 7.',
      'CORS_ORIGINS must be a list of origins like https://app.example,https://admin.example:8443, or *. It is "https://app.example/path".',
      'MAX_DEPTH must be a whole number from 1 to 50. It is "51".',
    ]);
    expect(told.join()).not.toContain('hunter2');
  });

  it.each(['4000.5', '-1', '1e3', '0x10', ' 1', 'NaN'])('PORT is not %p', (value) => {
    expect(problems({ PORT: value })).toHaveLength(1);
  });

  it('shows of subgraphs’ errors everything in development, in production what was made for clients, or what it is told', () => {
    expect(readConfig({}, {}).subgraphErrors).toEqual({ messages: 'all', extensions: 'all' });
    expect(readConfig({}, { NODE_ENV: 'production' }).subgraphErrors).toEqual({
      messages: 'coded',
      extensions: new Set(['requestId', 'argument', 'limit']),
    });
    const told = { SUBGRAPH_ERROR_MESSAGES: 'none', SUBGRAPH_ERROR_EXTENSIONS: 'limit, retryAfter' };
    expect(readConfig({}, told).subgraphErrors).toEqual({ messages: 'none', extensions: new Set(['limit', 'retryAfter']) });
    expect(problems({ SUBGRAPH_ERROR_EXTENSIONS: 'a b' })).toHaveLength(1);
  });

  it('every variable has a meaning, bounds, and a default that is legal', () => {
    const variables = describeVariables();
    expect(variables.length).toBeGreaterThan(20);
    for (const { name, meaning, bounds, fallback } of variables) {
      expect([name, meaning.endsWith('.'), bounds.length > 3]).toEqual([name, true, true]);
      if (fallback !== 'unset') expect(problems({ [name]: fallback })).toEqual([]);
    }
  });
});
