/** Which key tokens are checked with, or none where nothing here needs one. */
import { secretFromDataDir } from '../../auth/secret.ts';
import { createTokens, type Tokens } from '../../auth/tokens.ts';
import type { Clock } from '../../clock/clock.ts';
import { ConfigError, type Config } from '../../config/config.ts';

/**
 * Throws `ConfigError` in production without JWT_SECRET: a key made on one machine would be unknown to the others, and nobody would have chosen it.
 */
export async function openTokens(config: Pick<Config, 'jwtSecret' | 'production' | 'dataDir'>, clock: Clock): Promise<Tokens> {
  if (config.jwtSecret !== null) return createTokens({ secret: config.jwtSecret, clock });
  if (config.production) {
    throw new ConfigError([
      'JWT_SECRET must be set in production: at least 32 bytes, the same for every process (for instance from `openssl rand -hex 32`).',
    ]);
  }
  return createTokens({ secret: await secretFromDataDir(config.dataDir), clock });
}
