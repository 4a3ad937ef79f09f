import type { Command } from 'commander';
import type { FeedsRequest } from './feeds.run.ts';

export function addFeedsCommand(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are polled: list, add, pause and resume them');
  feeds
    .command('list', { isDefault: true })
    .description('every feed with its state, when it was read, and why not')
    .option('--json', 'one JSON object a line')
    .action(({ json = false }: { json?: boolean }) => run({ kind: 'list', json }));
  feeds
    .command('add')
    .description('poll feeds from now on')
    .argument('<url...>', 'their addresses')
    .option('--source <id>', 'whose they are (src_…); found out from the feed without it')
    .action((urls: string[], { source }: { source?: string }) => run({ kind: 'add', urls, sourceId: source ?? null }));
  feeds
    .command('pause')
    .description('poll feeds no more until they are resumed')
    .argument('<feed...>', 'by id (fee_…) or address')
    .action((names: string[]) => run({ kind: 'pause', names }));
  feeds
    .command('resume')
    .description('poll paused or dead feeds again, at once and as if they had never failed')
    .argument('<feed...>', 'by id (fee_…) or address')
    .action((names: string[]) => run({ kind: 'resume', names }));
}

async function run(request: FeedsRequest): Promise<void> {
  const { runFeeds } = await import('./feeds.run.ts');
  process.exitCode = await runFeeds(request);
}
