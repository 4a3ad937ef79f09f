/** The command line: which commands there are. What each does is loaded when it is asked for. */
import { Command } from 'commander';
import { addComposeCommand } from './compose.command.ts';
import { addEventsCommand } from './events.command.ts';
import { addExplainCommand } from './explain.command.ts';
import { addFeedsCommand } from './feeds.command.ts';
import { addIngestCommand } from './ingest.command.ts';
import { addInvalidateCommand } from './invalidate.command.ts';
import { addMigrateCommand } from './migrate.command.ts';
import { addRebuildCommand } from './rebuild.command.ts';
import { addServeCommand } from './serve.command.ts';
import { addSubgraphCommand } from './subgraph.command.ts';
import { addTokenCommand } from './token.command.ts';
import { addWorkerCommand } from './worker.command.ts';

export function createProgram(version: string): Command {
  const program = new Command('newsgraph')
    .description('A GraphQL federation gateway for news.')
    .version(version)
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(newsgraph --help lists the commands, newsgraph <command> --help their options)')
    .showSuggestionAfterError(true);
  for (const add of [
    addServeCommand,
    addSubgraphCommand,
    addIngestCommand,
    addFeedsCommand,
    addExplainCommand,
    addComposeCommand,
    addMigrateCommand,
    addWorkerCommand,
    addEventsCommand,
    addRebuildCommand,
    addInvalidateCommand,
    addTokenCommand,
  ])
    add(program);
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}
