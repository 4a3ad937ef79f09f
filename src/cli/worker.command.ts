import type { Command } from 'commander';
import { portOption } from './options.ts';

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('poll feeds and make enrichments (summaries, key points, keywords, sentiment, related) for a database that others serve')
    .option('--port <number>', 'port that tells health and metrics (WORKER_PORT); none unless told', portOption)
    .option('--host <address>', 'address to listen on (HOST)')
    .action(async (options: { port?: string; host?: string }) => {
      const { runWorker } = await import('./worker.run.ts');
      await runWorker(options);
    });
}
