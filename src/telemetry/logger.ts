/** The log: one JSON object a line on standard output. Never tokens, variables or bodies. */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

export interface LoggerOptions {
  readonly level: string;
  readonly destination?: DestinationStream;
}

/** Lines are gathered to about this many bytes before they are written: a write call per request costs more than the line. */
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 500;

export function createLogger({ level, destination }: LoggerOptions): { readonly log: Logger; readonly flush: () => void } {
  const options = {
    level,
    base: null,
    redact: { paths: ['*.authorization', '*.token', '*.variables', '*.password', '*.secret'], censor: '[hidden]' },
  };
  if (destination !== undefined) return { log: pino(options, destination), flush: () => {} };

  const stream = pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES });
  // Whoever read the log is gone (`newsgraph serve | head`): that is no reason to stop serving.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  setInterval(() => stream.flush(), FLUSH_EVERY_MS).unref();
  process.once('exit', () => stream.flushSync());
  return { log: pino(options, stream), flush: () => stream.flushSync() };
}
