/** Said at the start of what runs for long: an operator would look for the effect of a variable that has none. */
import { misspeltVariables } from '../config/misspelt.ts';
import type { Logger } from '../telemetry/logger.ts';

export function warnOfMisspelt(log: Pick<Logger, 'warn'>): void {
  for (const { name, meant } of misspeltVariables()) log.warn(`${name} is not a variable of this program: was ${meant} meant?`);
}
