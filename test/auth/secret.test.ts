/** The key that is made when nobody chose one. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretFileError, secretFromDataDir } from '../../src/auth/secret.ts';
import { openTokens } from '../../src/server/wiring/secret.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'newsgraph-secret-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('the secret of a data directory', () => {
  it('is made once, for its owner alone, with nothing left beside it', async () => {
    const dataDir = join(folder, 'made', 'too');
    const secret = await secretFromDataDir(dataDir);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await secretFromDataDir(dataDir)).toBe(secret);
    expect((await stat(join(dataDir, 'jwt.secret'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['jwt.secret']);
  });

  it('is the same for all who start at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => secretFromDataDir(folder)));
    expect(new Set(secrets).size).toBe(1);
    expect((await readFile(join(folder, 'jwt.secret'), 'utf8')).trim()).toBe(secrets[0]);
    expect(await readdir(folder)).toEqual(['jwt.secret']);
  });

  it('is closed to others where it was open, and refused where it is too short', async () => {
    const path = join(folder, 'jwt.secret');
    await writeFile(path, `${'k'.repeat(40)}\n`);
    await chmod(path, 0o644);
    expect(await secretFromDataDir(folder)).toBe('k'.repeat(40));
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    await writeFile(path, 'short');
    await expect(secretFromDataDir(folder)).rejects.toThrow('fewer than 32 bytes');
  });

  it('says which variable to look at where it can be neither read nor made', async () => {
    const taken = join(folder, 'taken');
    await writeFile(taken, 'a file where a folder should be');
    const refused = secretFromDataDir(taken);
    await expect(refused).rejects.toThrow(SecretFileError);
    await expect(refused).rejects.toThrow(
      `DATA_DIR: the key of tokens, ${join(taken, 'jwt.secret')}, can be neither read nor made: ENOTDIR: not a directory`,
    );
  });
});

describe('production', () => {
  it('takes the secret it was given and makes none up', async () => {
    const clock = { now: () => 0 };
    await expect(openTokens({ production: true, jwtSecret: null, dataDir: folder }, clock)).rejects.toThrow(
      'JWT_SECRET must be set in production',
    );
    expect(await readdir(folder)).toEqual([]);
    await openTokens({ production: true, jwtSecret: 'k'.repeat(32), dataDir: folder }, clock);
    expect(await readdir(folder)).toEqual([]);
  });
});
