import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. The library's default is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id in the PHC format, computed in the thread pool. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let nobodys: Promise<string> | undefined;

/**
 * True when the password is the one that was hashed. Without a hash (an unknown e-mail, a person without a password)
 * the same work is done and the answer is false, so that the time tells nothing.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('a password that nobody has');
  const matches = await verify(stored ?? (await nobodys), password.normalize('NFKC'));
  return matches && stored !== null;
}
