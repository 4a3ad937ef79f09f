/** What every subgraph of this process works with. */
import type { Clock } from '../../clock/clock.ts';
import type { Database } from '../../data/database.ts';
import { feedAddress } from '../../feeds/feed-address.ts';
import type { SubgraphServices } from '../../subgraph/definition.ts';

export interface SubgraphServicesOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Networks that feeds may be in though they are not public; none unless told. */
  readonly fetchAllowedNetworks?: readonly string[];
}

export function subgraphServices({ database, clock, fetchAllowedNetworks = [] }: SubgraphServicesOptions): SubgraphServices {
  return {
    database,
    clock,
    feedAddress: (url) => feedAddress(url, fetchAllowedNetworks),
    async rememberViewer({ id, name }) {
      await database.write('users.upsert', { users: [{ id, name }] });
    },
  };
}
