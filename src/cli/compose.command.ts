import type { Command } from 'commander';

export function addComposeCommand(program: Command): void {
  program
    .command('compose')
    .description('print the subgraphs and compose them: schema/<name>.graphql, supergraph.graphql, api.graphql')
    .option('--check', 'change nothing; fail where a file of schema/ is not what the program says')
    .action(async ({ check = false }: { check?: boolean }) => {
      const { runCompose } = await import('./compose.run.ts');
      process.exitCode = await runCompose({ check, write: (text) => process.stdout.write(text) });
    });
}
