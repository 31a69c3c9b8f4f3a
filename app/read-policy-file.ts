import { readFile } from 'node:fs/promises';
import { BadInputError } from '../core/errors.ts';
import type { PortablePolicy } from '../retention/policy/portable-policy.ts';
import { readPortablePolicy, uniformPolicy } from '../retention/policy/read-portable-policy.ts';

/**
 * The policy that a flag means: `uniform`, `always:ACTION`, or a JSON file.
 * @throws BadInputError for a file that is missing, no JSON or no policy.
 */
export async function readPolicyFile(flag: string): Promise<PortablePolicy> {
  if (flag === 'uniform') return uniformPolicy;
  if (flag.startsWith('always:')) {
    const action = flag.slice('always:'.length);
    return { ...uniformPolicy, actions: [action], rule: { kind: 'constant', action } };
  }
  const text = await readFile(flag, 'utf8').catch((cause) => {
    throw new BadInputError(
      `cannot read the policy file "${flag}": ${cause.code}; a file, "uniform" or "always:ACTION" would be right`,
      { cause },
    );
  });
  return readPortablePolicy(parsed(text, flag), flag);
}

function parsed(text: string, flag: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadInputError(`policy file "${flag}": ${(cause as Error).message}; JSON would be right`, {
      cause,
    });
  }
}
