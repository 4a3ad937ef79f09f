import type { Command } from 'commander';
import { jsonObjectOption } from './options.ts';

interface ExplainOptions {
  readonly operation?: string;
  readonly variables?: Record<string, unknown>;
  readonly supergraph?: string;
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('print how an operation is answered: which subgraph is asked for what, in which order')
    .argument('<file>', 'a file with the operation, - for standard input')
    .option('--operation <name>', 'which one, where the file has several')
    .option('--variables <json>', 'variables that @skip and @include read', jsonObjectOption)
    .option('--supergraph <file>', 'over this supergraph instead of our own')
    .action(async (file: string, { operation, variables, supergraph }: ExplainOptions) => {
      const { explainFile } = await import('./explain.run.ts');
      process.stdout.write(
        `${await explainFile({ file, operation: operation ?? null, variables: variables ?? {}, supergraphFile: supergraph ?? null })}\n`,
      );
    });
}
