import type { UseFormReturn } from 'react-hook-form';
import { client } from '../link/client.ts';
import type { FirstStartForm } from './first-start-form.ts';

/**
 * Whether main accepts the password of the form; if not, marks the field and puts the keyboard there.
 * An unreachable main is left to the command that follows, which says so.
 */
export async function isAcceptable(form: Pick<UseFormReturn<FirstStartForm>, 'getValues' | 'setError'>): Promise<boolean> {
  const { password, name, givenName, familyName, login } = form.getValues();
  const judgement = await client.session.judgePassword({ password, about: [name, givenName, familyName, login].filter(Boolean) }).catch(() => null);
  if (!judgement || judgement.acceptable) return true;
  form.setError('password', { type: 'weak' }, { shouldFocus: true });
  return false;
}
