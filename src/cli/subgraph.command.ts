import { Argument, type Command } from 'commander';
import { SUBGRAPH_NAMES, type SubgraphName } from '../subgraph/definition.ts';
import { portOption } from './options.ts';

export function addSubgraphCommand(program: Command): void {
  program
    .command('subgraph')
    .description('serve one subgraph alone over HTTP, on loopback unless --host says otherwise')
    .addArgument(new Argument('<name>', 'which one').choices(SUBGRAPH_NAMES))
    .requiredOption('--port <number>', 'port to listen on', portOption)
    .option('--host <address>', 'address to listen on (HOST)')
    .action(async (name: SubgraphName, options: { port: string; host?: string }) => {
      const { runSubgraph } = await import('./subgraph.run.ts');
      await runSubgraph(name, options);
    });
}
