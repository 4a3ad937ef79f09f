import type { Command } from 'commander';

export function addInvalidateCommand(program: Command): void {
  program
    .command('invalidate')
    .description('tell a serving process, and through Redis all others, that what it keeps of these is wrong; signs with ADMIN_SECRET')
    .argument(
      '<tag...>',
      'a subgraph, SUBGRAPH/TYPE, SUBGRAPH/TYPE/KEY with the key as JSON, a name that the schema gives, or * for everything',
    )
    .option('--url <address>', 'where the gateway serves; its own host and port (HOST, PORT) without it')
    .action(async (tags: string[], { url }: { url?: string }) => {
      const { runInvalidate } = await import('./invalidate.run.ts');
      process.exitCode = await runInvalidate(tags, url ?? null);
    });
}
