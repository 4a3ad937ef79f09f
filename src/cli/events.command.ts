import type { Command } from 'commander';

export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .description('show how far each consumer of the events has come, who applies it, and what it could not take')
    .option('--json', 'print one JSON object')
    .option('--retry <consumer>', 'put what was parked for the consumer into the outbox again')
    .option('--forget <consumer>', 'forget a consumer that no process has any more, so that it keeps no old events')
    .action(async (options: { json?: boolean; retry?: string; forget?: string }) => {
      const { runEvents } = await import('./events.run.ts');
      await runEvents(options);
    });
}
