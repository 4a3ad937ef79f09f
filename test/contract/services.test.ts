/** The services that suites stand on are real ones. */
import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import pg from 'pg';
import { describeWithChromium, describeWithPostgres, describeWithRedis } from '../testkit/services.ts';

describeWithPostgres('PostgreSQL', (service) => {
  it('answers a query', async () => {
    const client = new pg.Client({ connectionString: service.address });
    await client.connect();
    expect((await client.query('show server_encoding')).rows).toEqual([{ server_encoding: 'UTF8' }]);
    await client.end();
  });
});

describeWithRedis('Redis', (service) => {
  it('answers a ping', async () => {
    const { hostname, port } = new URL(service.address);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => socket.write('PING\r\n'));
      socket.once('data', (data) => (socket.destroy(), resolve(String(data))));
      socket.once('error', reject);
    });
    expect(answer).toBe('+PONG\r\n');
  });
});

describeWithChromium('Chromium', (service) => {
  it('is a program that names itself', () => {
    expect(execFileSync(service.address, ['--no-sandbox', '--version'], { encoding: 'utf8' })).toMatch(/Chrom/);
  });
});
