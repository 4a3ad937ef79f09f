import type { Command } from 'commander';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database up to date (serve does it at start, too)')
    .action(async () => {
      const { systemClock } = await import('../clock/clock.ts');
      const { readConfig } = await import('../config/config.ts');
      const { openDatabase } = await import('../data/database.ts');
      const { databaseUrl, dataDir } = readConfig();
      const database = await openDatabase({ databaseUrl: databaseUrl ?? undefined, dataDir, clock: systemClock });
      try {
        const ran = await database.migrate();
        process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : ran.map((name) => `migrated ${name}\n`).join(''));
      } finally {
        await database.close();
      }
    });
}
