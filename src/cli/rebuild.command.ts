import type { Command } from 'commander';

export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description(
      'make a read model anew: a table that a domain keeps of what another one owns (article_topics); may run beside everything else',
    )
    .argument('<name>', 'name of the read model')
    .action(async (name: string) => {
      const { runRebuild } = await import('./rebuild.run.ts');
      await runRebuild(name);
    });
}
