/** `newsgraph`: the command line. bin/newsgraph.js starts it under the right Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFailure } from './cli/failure.ts';
import { createProgram } from './cli/program.ts';
import { PASSED_ON } from './cli/stop-signal.ts';
import { packageRoot } from './config/package-root.ts';

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

// Started by bin/newsgraph.js under another Node, which passes on what it is told. Whoever signals a whole group tells this process too: `stopSignal` knows them apart.
process.on('message', (message: { readonly signal?: NodeJS.Signals } | null) => {
  const signal = message?.signal;
  if (signal !== undefined && !(process as NodeJS.EventEmitter).emit(signal, signal, PASSED_ON)) process.kill(process.pid, signal);
});
// When that is killed, nobody is left to pass signals on, and nobody to be served for.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Watching the channel is no reason to stay alive.
process.channel?.unref();

try {
  await createProgram(version).parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text));
}
