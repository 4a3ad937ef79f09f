/** What every subgraph of this process works with. */
import type { Clock } from '../../clock/clock.ts';
import type { Database } from '../../data/database.ts';
import type { SubgraphServices } from '../../subgraph/definition.ts';

export function subgraphServices({ database, clock }: { readonly database: Database; readonly clock: Clock }): SubgraphServices {
  return {
    database,
    clock,
    async rememberViewer({ id, name }) {
      await database.write('users.upsert', { users: [{ id, name }] });
    },
  };
}
