/** Times and sizes as the panel writes them, number and unit never on two lines. */

const NBSP = '\u00A0';

export function millisecondsText(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(2) : milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds)}${NBSP}ms`;
}

export function bytesText(bytes: number): string {
  return bytes < 1_000
    ? `${bytes}${NBSP}B`
    : bytes < 1_000_000
      ? `${(bytes / 1_000).toFixed(1)}${NBSP}kB`
      : `${(bytes / 1_000_000).toFixed(1)}${NBSP}MB`;
}

export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** For how much longer something may be used. */
export function freshText(milliseconds: number | null): string {
  return milliseconds === null ? 'not to be kept as a whole' : `fresh for ${Math.round(milliseconds / 100) / 10}${NBSP}s`;
}
