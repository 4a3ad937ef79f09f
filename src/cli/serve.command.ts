import type { Command } from 'commander';
import { describeVariables } from '../config/variables.ts';
import { portOption } from './options.ts';

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the gateway: GraphQL and GraphiQL at /graphql, pages at /')
    .option('--supergraph <file>', 'serve this supergraph over HTTP instead of our own; needs no database and no secret')
    .option('--port <number>', 'port to listen on (PORT)', portOption)
    .option('--host <address>', 'address to listen on (HOST)')
    .addHelpText('after', () => `\nEnvironment:\n${variablesHelp()}`)
    .action(async (options: { supergraph?: string; port?: string; host?: string }) => {
      const { runServe } = await import('./serve.run.ts');
      await runServe(options);
    });
}

function variablesHelp(): string {
  return describeVariables()
    .map(
      ({ name, meaning, bounds, fallback }) =>
        `  ${name} (${fallback})\n      ${meaning}\n      ${bounds[0]?.toUpperCase()}${bounds.slice(1)}.\n`,
    )
    .join('');
}
