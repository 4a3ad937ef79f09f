import type { Command } from 'commander';
import { UsageError } from './failure.ts';
import { jsonObjectOption } from './options.ts';

interface InvalidateOptions {
  readonly subgraph?: string;
  readonly type?: string;
  readonly id?: string;
  readonly key?: Record<string, unknown>;
  readonly url?: string;
}

export function addInvalidateCommand(program: Command): void {
  program
    .command('invalidate')
    .description('tell a serving process, and through Redis all others, that what it keeps of these is wrong; signs with ADMIN_SECRET')
    .argument('[tag...]', 'names from answers’ Cache-Tag or from the schema; a subgraph, SUBGRAPH/TYPE, or * for everything')
    .option('--subgraph <name>', 'everything of this subgraph')
    .option('--type <name>', 'entities of this type, in every subgraph that has it, or in that of --subgraph')
    .option('--id <id>', 'the entity with this id, whatever its type, or of --type and --subgraph')
    .option('--key <json>', 'with --type: the entity with this key, like {"slug":"paper"}', jsonObjectOption)
    .option('--url <address>', 'where the gateway serves; its own host and port (HOST, PORT) without it')
    .action(async (tags: string[], { url, ...target }: InvalidateOptions) => {
      if (tags.length === 0 && Object.keys(target).length === 0)
        throw new UsageError('Say what is wrong: tags, --subgraph, --type, --id or --key.');
      const { runInvalidate } = await import('./invalidate.run.ts');
      process.exitCode = await runInvalidate({ tags, ...target }, url ?? null);
    });
}
