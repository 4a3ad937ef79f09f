import type { Command } from 'commander';

export function addIngestCommand(program: Command): void {
  program
    .command('ingest')
    .description('read articles into the database: feeds, lists of feeds (OPML), pages, JSON lines (plain or gzipped) with a field map')
    .argument('<path-or-url...>', 'files and addresses, read one after the other')
    .option('--json', 'end with one line of JSON: new, updated, unchanged, rejected, reasons, seconds')
    .option('--map <file>', 'field map for JSON lines; otherwise the shipped map that fits is taken')
    .option('--url <address>', 'where a page lives that was saved to a file and does not say so itself')
    .option('--refresh', 'fetch addresses also where they say that nothing has changed')
    .addHelpText('after', '\nEnds with 0 when anything was read, with 1 when nothing was.')
    .action(async (inputs: string[], options: { json?: boolean; map?: string; url?: string; refresh?: boolean }) => {
      const { runIngest } = await import('./ingest.run.ts');
      process.exitCode = await runIngest(inputs, options);
    });
}
