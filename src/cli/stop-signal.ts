/** How the operator says stop. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
export type StopSignal = keyof typeof SIGNALS;

/**
 * Resolves with the first SIGINT or SIGTERM. It listens from the call on: call it before saying that the process is up, or a stop that follows at
 * once ends it unasked. A second signal ends the process at once, whatever is in flight.
 */
export function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    let stopping = false;
    const onSignal = (name: StopSignal): void => {
      if (stopping) process.exit(SIGNALS[name]);
      stopping = true;
      resolve(name);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
