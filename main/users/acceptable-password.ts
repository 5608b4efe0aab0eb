import { DeclaredError } from '../platform/declared-error.ts';
import { judgePassword } from './password-strength.ts';

/**
 * Refuses a password that would be guessed.
 *
 * @param about words an attacker would try first
 * @throws DeclaredError `INVALID` `WEAK_PASSWORD` at `path`
 */
export async function requireAcceptablePassword(password: string, about: readonly string[], path = 'password'): Promise<void> {
  if (!(await judgePassword(password, about)).acceptable) throw new DeclaredError('INVALID', { issues: [{ path, code: 'WEAK_PASSWORD' }] });
}
