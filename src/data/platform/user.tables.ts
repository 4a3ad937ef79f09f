/** The table of people. */
import type { Columns } from '../tables.ts';

export const userTables = {
  users: {
    id: 'text',
    name: 'text',
    created_at: 'integer',
    updated_at: 'integer',
  },
} as const satisfies Columns;
