import type { Command } from 'commander';
import { jsonObjectOption } from './options.ts';

interface ExplainOptions {
  readonly operation?: string;
  readonly variables?: Record<string, unknown>;
  readonly supergraph?: string;
  readonly run?: string;
  readonly token?: string;
  readonly json?: boolean;
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('print how an operation is answered: which subgraph is asked for what, why, and in which order')
    .argument('<file>', 'a file with the operation, - for standard input')
    .option('--operation <name>', 'which one, where the file has several')
    .option('--variables <json>', 'variables; without --run only those that @skip and @include read matter', jsonObjectOption)
    .option('--supergraph <file>', 'over this supergraph instead of our own')
    .option(
      '--run <url>',
      'run it at this endpoint (http://localhost:4000/graphql, not in production) and print what each fetch sent and took',
    )
    .option('--token <token>', 'with --run: who asks')
    .option('--json', 'print JSON instead of text')
    .action(async (file: string, { operation, variables = {}, supergraph, run, token, json = false }: ExplainOptions) => {
      const { explainFile } = await import('./explain.run.ts');
      process.stdout.write(
        `${await explainFile({
          file,
          operation: operation ?? null,
          variables,
          json,
          over:
            run === undefined ? { kind: 'plan', supergraphFile: supergraph ?? null } : { kind: 'run', endpoint: run, token: token ?? null },
        })}\n`,
      );
    });
}
