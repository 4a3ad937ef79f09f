import type { Command } from 'commander';

export function addIngestCommand(program: Command): void {
  program
    .command('ingest')
    .description('read articles into the database: JSON lines (plain or gzipped) with a field map, RSS and Atom feeds')
    .argument('<path-or-url...>', 'files and addresses, read one after the other')
    .option('--json', 'print the report as one JSON object')
    .option('--map <file>', 'field map for JSON lines; otherwise the shipped map that fits is taken')
    .addHelpText('after', '\nEnds with 0 when anything was read, with 1 when nothing was.')
    .action(async (inputs: string[], options: { json?: boolean; map?: string }) => {
      const { runIngest } = await import('./ingest.run.ts');
      process.exitCode = await runIngest(inputs, options);
    });
}
