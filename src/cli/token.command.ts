import { Option, type Command } from 'commander';
import { ROLES, type Role } from '../auth/viewer.ts';
import { durationOption } from './options.ts';
import { UsageError } from './failure.ts';

const MAX_NAME_CHARACTERS = 80;

interface TokenOptions {
  readonly role: Role[];
  readonly name: string;
  readonly scope?: string[];
  readonly id?: string;
  readonly expires: number;
}

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a token: who its bearer is, signed with JWT_SECRET or the key in DATA_DIR')
    .addOption(new Option('--role <role...>', 'what the bearer may do').choices(ROLES).makeOptionMandatory())
    .option('--scope <scope...>', 'scopes of the token, for @requiresScopes')
    .option('--name <name>', 'name that comments show', 'Reader')
    .option('--id <id>', 'the bearer, usr_…; a new one when left out')
    .option('--expires <duration>', 'how long it is valid: 90s, 30m, 12h, 30d', durationOption, durationOption('30d'))
    .action(async ({ role, name, id, scope = [], expires }: TokenOptions) => {
      if (name.trim() === '' || name.length > MAX_NAME_CHARACTERS)
        throw new UsageError(`--name must have 1 to ${MAX_NAME_CHARACTERS} characters.`);
      if (id !== undefined && !/^usr_[0-9a-z]{1,40}$/.test(id))
        throw new UsageError(`--id must be usr_ and up to 40 letters and digits; it is "${id.slice(0, 60)}".`);
      const strange = scope.find((word) => !/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/.test(word));
      if (strange !== undefined)
        throw new UsageError(`--scope takes words of up to 100 printable characters; one is "${strange.slice(0, 60)}".`);
      const { systemClock } = await import('../clock/clock.ts');
      const { readConfig } = await import('../config/config.ts');
      const { openTokens } = await import('../server/wiring/secret.ts');
      const { newUserId } = await import('../data/ids.ts');
      const tokens = await openTokens(readConfig(), systemClock);
      process.stdout.write(
        `${await tokens.issue({ id: id ?? newUserId(systemClock), name: name.trim(), roles: role, scopes: scope, expiresIn: expires })}\n`,
      );
    });
}
