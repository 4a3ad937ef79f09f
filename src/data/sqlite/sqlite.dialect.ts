/** Kysely's SQLite dialect over `node:sqlite`, with prepared statements kept by their text. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteDialect, type SqliteStatement } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';

/** Texts are constant (ids travel as one JSON array), so far fewer than this are ever in use. */
const MAX_STATEMENTS = 256;

export function sqliteDialect(connection: DatabaseSync): SqliteDialect {
  const statements = new Map<string, SqliteStatement>();
  return new SqliteDialect({
    database: {
      prepare(sql) {
        let statement = statements.get(sql);
        if (statement === undefined) {
          statement = adapted(
            told(sql, () => connection.prepare(sql)),
            sql,
          );
          if (statements.size === MAX_STATEMENTS) statements.delete(statements.keys().next().value!);
        } else {
          statements.delete(sql);
        }
        // Put last again: the first of the map is the one used longest ago.
        statements.set(sql, statement);
        return statement;
      },
      close() {
        statements.clear();
        connection.close();
      },
    },
  });
}

function adapted(statement: StatementSync, sql: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => told(sql, () => statement.all(...(parameters as SQLInputValue[]))),
    run: (parameters) => told(sql, () => statement.run(...(parameters as SQLInputValue[]))),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
  };
}

/** Errors of `node:sqlite` do not say which statement failed, and under Jest they are not even `instanceof Error`. */
function told<Result>(sql: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string };
    throw new DatabaseFault(code ?? 'ERR_SQLITE_ERROR', `${message} (in: ${sql.slice(0, 200)})`, { cause });
  }
}
