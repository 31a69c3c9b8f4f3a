import { BadInputError } from '../../../core/errors.ts';
import { passwordLength, passwordProblem } from '../../../core/password-problem.ts';
import { hashPassword } from './passwords.ts';

const sentences = {
  too_short: `a password needs at least ${passwordLength.least} characters`,
  too_long: `a password has at most ${passwordLength.most} characters`,
  too_common:
    'this password is among the first that are guessed; take another one, several words for example',
} as const;

/** The hash of a new password. @throws BadInputError with the reason when it would be guessed. */
export function acceptPassword(password: string, known: readonly string[]): Promise<string> {
  const reason = passwordProblem(password, known);
  if (reason) throw new BadInputError(sentences[reason], { details: { reason } });
  return hashPassword(password);
}
