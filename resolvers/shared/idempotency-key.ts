/** Keys that clients make up for a write, so that sent twice it is done once. */

export const MAX_KEY_CHARACTERS = 100;

export const IDEMPOTENCY_KEY = new RegExp(`^[A-Za-z0-9._~:-]{1,${MAX_KEY_CHARACTERS}}$`);
