/** What is said of a failure: a sentence where it was written for people, the stack where the program is at fault. */
import { describe, expect, it } from '@jest/globals';
import { CompositionFailure } from '../../src/compose/compose.ts';
import { reportFailure, UsageError } from '../../src/cli/failure.ts';
import { ConfigError } from '../../src/config/config.ts';
import { DatabaseFault } from '../../src/data/database-fault.ts';
import { ClientError } from '../../src/errors/client-error.ts';
import { ContractError } from '../../src/gateway/contract/apply-contract.ts';
import { PlanningError } from '../../src/gateway/plan/plan.ts';
import { FieldMapError } from '../../src/ingest/field-map.ts';

function told(error: unknown): { code: number; text: string } {
  let text = '';
  const code = reportFailure(error, (part) => (text += part));
  return { code, text };
}

describe('a failed command', () => {
  it.each([
    new ClientError('ADDRESS_IN_USE', 'it is in use'),
    new ConfigError(['PORT must be a number']),
    new CompositionFailure(['two subgraphs own a field']),
    new ContractError('it hides everything'),
    new FieldMapError('map.json: no fields'),
    new PlanningError('there is no way to Item.price'),
    new DatabaseFault('UNAVAILABLE' as never, 'it is away'),
  ])('tells $name in its own words', (error) => {
    expect(told(error)).toEqual({ code: 1, text: `newsgraph: ${error.message}\n` });
  });

  it('ends with 2 where the command line is at fault, and shows the stack of what nobody foresaw', () => {
    expect(told(new UsageError('--port is missing'))).toEqual({ code: 2, text: 'newsgraph: --port is missing\n' });
    expect(told(new TypeError('undefined is not a function')).text).toContain('failure.test.ts');
  });
});
