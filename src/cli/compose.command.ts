import type { Command } from 'commander';
import { UsageError } from './failure.ts';

interface ComposeOptions {
  readonly check?: boolean;
  readonly contract?: string;
  readonly include?: string[];
  readonly exclude?: string[];
}

export function addComposeCommand(program: Command): void {
  program
    .command('compose')
    .description('print the subgraphs and compose them: schema/<name>.graphql, supergraph.graphql, api.graphql')
    .option('--check', 'change nothing; fail where a file of schema/ is not what the program says')
    .option(
      '--contract <name>',
      'instead, print the supergraph that shows clients only what its tags let through, to a file <name>.graphql',
    )
    .option('--include <tag...>', 'of a contract: hide fields and unions without one of these tags')
    .option('--exclude <tag...>', 'of a contract: hide what has one of these tags')
    .action(async ({ check = false, contract, include = [], exclude = [] }: ComposeOptions) => {
      const write = (text: string): unknown => process.stdout.write(text);
      if (contract === undefined) {
        if (include.length + exclude.length > 0) throw new UsageError('--include and --exclude are tags of a --contract.');
        const { runCompose } = await import('./compose.run.ts');
        process.exitCode = await runCompose({ check, write });
        return;
      }
      if (!/^[\w-]{1,64}$/.test(contract)) throw new UsageError('--contract takes a name of letters, digits, _ and -, up to 64.');
      if (include.length + exclude.length === 0) throw new UsageError('--contract needs --include or --exclude, with tags.');
      const { runContract } = await import('./contract.run.ts');
      process.exitCode = await runContract({ name: contract, contract: { include, exclude }, write });
    });
}
