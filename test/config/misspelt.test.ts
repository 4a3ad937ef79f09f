/** Variables that nearly have a name of ours. */
import { describe, expect, it } from '@jest/globals';
import { misspeltVariables } from '../../src/config/misspelt.ts';

const meant = (...names: string[]) => misspeltVariables(Object.fromEntries(names.map((name) => [name, 'x']))).map((found) => found.meant);

describe('a misspelt variable', () => {
  it.each([
    ['a letter missing', 'MAX_DETH', 'MAX_DEPTH'],
    ['a letter too many', 'DATABASE_URLS', 'DATABASE_URL'],
    ['a wrong letter', 'REDIS_URI', 'REDIS_URL'],
    ['two letters the wrong way round', 'JWT_SERCET', 'JWT_SECRET'],
    ['two faults in a long name', 'ENRICHEMENT_THREAD', 'ENRICHMENT_THREADS'],
  ])('with %s is told with the one that was meant', (_, name, other) => {
    expect(meant(name)).toEqual([other]);
  });

  it('is none where the name is ours, far from ours, or near a short one', () => {
    expect(
      meant('PORT', 'HOST', 'PATH', 'HOSTS', 'PORTS', 'CACHED', 'NODE_ENV', 'MAX_WIDTH', 'NEWSGRAPH_REQUIRE_SERVICES', 'TEST_DATABASE_URL'),
    ).toEqual([]);
  });

  it('is none where the right one is set too', () => {
    expect(meant('REDIS_URI', 'REDIS_URL')).toEqual([]);
  });
});
