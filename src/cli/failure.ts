/** How a command ends that could not do its work: one clear text on standard error, and an exit code. */
import { CommanderError } from 'commander';

/** 0: done. 1: could not be done. 2: the command line was not understood. */
export type ExitCode = 0 | 1 | 2;

/** Errors written for the person at the keyboard: their message says what to change. Anything else is a fault of the program, shown with its stack. */
const FOR_PEOPLE = new Set([
  'ClientError',
  'ConfigError',
  'DatabaseFault',
  'SecretFileError',
  'TokenError',
  'UsageError',
  'GraphQLError',
  'CompositionFailure',
  'ContractError',
  'FieldMapError',
  'PlanningError',
]);

/** What is wrong with the command line, beyond what commander finds. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function reportFailure(error: unknown, write: (text: string) => void): ExitCode {
  if (error instanceof CommanderError) {
    // Help and version end this way too; commander has written what there is to say.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (!(error instanceof Error)) {
    write(`newsgraph: ${String(error)}\n`);
    return 1;
  }
  write(`newsgraph: ${FOR_PEOPLE.has(error.name) ? error.message : (error.stack ?? error.message)}\n`);
  return error instanceof UsageError ? 2 : 1;
}
