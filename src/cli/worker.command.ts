import type { Command } from 'commander';

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('poll feeds and make enrichments (summaries, key points, keywords, sentiment, related) for a database that others serve')
    .action(async () => {
      const { runWorker } = await import('./worker.run.ts');
      await runWorker();
    });
}
