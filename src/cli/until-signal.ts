/** Runs until the operator says stop. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
export type StopSignal = keyof typeof SIGNALS;

/** Waits for SIGINT or SIGTERM, then runs `stop`. A second signal ends the process at once, whatever is in flight. */
export async function untilSignal(stop: (signal: StopSignal) => Promise<void>): Promise<void> {
  const signal = await new Promise<StopSignal>((resolve) => {
    let stopping = false;
    const onSignal = (name: StopSignal): void => {
      if (stopping) process.exit(SIGNALS[name]);
      stopping = true;
      resolve(name);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
  await stop(signal);
}
