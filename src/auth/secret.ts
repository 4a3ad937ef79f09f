/** The key that signs tokens when the operator gave none: made once per data directory, readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MIN_SECRET_BYTES } from './tokens.ts';

export const SECRET_FILE = 'jwt.secret';

/** The file cannot be read, written or used. The message names it, and the variables to look at. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

/** The secret in `<dataDir>/jwt.secret`, made if there is none. Rejects with `SecretFileError`. */
export async function secretFromDataDir(dataDir: string): Promise<string> {
  const path = join(dataDir, SECRET_FILE);
  try {
    return await readOrMake(dataDir, path);
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    const message = `DATA_DIR: the key of tokens, ${path}, can be neither read nor made: ${error.message}. Choose another DATA_DIR, or set JWT_SECRET.`;
    throw new SecretFileError(message, { cause: error });
  }
}

/** Several processes may start at once on an empty directory: each writes a file of its own and links it into place; the first link wins, and all read what won. */
async function readOrMake(dataDir: string, path: string): Promise<string> {
  const existing = await readSecret(path);
  if (existing !== null) return existing;

  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(MIN_SECRET_BYTES).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  const won = await readSecret(path);
  if (won === null) throw new SecretFileError(`${path} was made and is gone again: something else empties the data directory.`);
  return won;
}

async function readSecret(path: string): Promise<string | null> {
  let secret: string;
  try {
    secret = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
    throw new SecretFileError(
      `${path} holds fewer than ${MIN_SECRET_BYTES} bytes. Delete it to have a new one made (every token becomes invalid), or set JWT_SECRET.`,
    );
  }
  if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  return secret;
}

function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;
}
