/** How the operator says stop. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
export type StopSignal = keyof typeof SIGNALS;

/** In place of a signal's number: bin/newsgraph.js was told, and has passed it on. */
export const PASSED_ON = -1;

/**
 * Resolves with the first SIGINT or SIGTERM. It listens from the call on: call it before saying that the process is up, or a stop that follows at
 * once ends it unasked. A second signal ends the process at once, whatever is in flight; one that came both ways is one.
 */
export function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    const told = { directly: 0, passedOn: 0 };
    const onSignal = (name: StopSignal, number?: number): void => {
      const times = number === PASSED_ON ? ++told.passedOn : ++told.directly;
      if (times > 1) process.exit(SIGNALS[name]);
      resolve(name);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
