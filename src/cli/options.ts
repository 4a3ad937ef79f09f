/** Option values from text, each refused with its bound. */
import { InvalidArgumentError } from 'commander';

export function portOption(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return text;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `90s`, `30m`, `12h`, `30d` to seconds. */
export function durationOption(text: string): number {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const seconds = match === null ? 0 : Number(match[1]) * (UNIT_SECONDS[match[2] as string] as number);
  if (seconds < 1 || seconds > 366 * 86_400) throw new InvalidArgumentError('A duration is like 90s, 30m, 12h or 30d, and at most 366d.');
  return seconds;
}

export function jsonObjectOption(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It must be a JSON object: ${(error as Error).message}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidArgumentError('It must be a JSON object, like {"id":"art_…"}.');
  return value as Record<string, unknown>;
}
