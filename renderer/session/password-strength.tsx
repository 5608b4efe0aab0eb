import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import type { FirstStartForm } from './first-start-form.ts';

const words = ['password.score0', 'password.score1', 'password.score2', 'password.score3', 'password.score4'] as const;

export interface PasswordMeterProps {
  readonly password: string;
  /** Words an attacker would try first. */
  readonly about: readonly string[];
}

/** How main judges a password being typed: four bars, a word, and what would make it better. */
export function PasswordMeter({ password, about }: PasswordMeterProps): ReactElement {
  const { t } = useTranslation('session');
  const judged = useDeferredValue(password);
  const judgement = useQuery(
    api.session.judgePassword.queryOptions({ input: { password: judged, about: about.filter(Boolean) }, enabled: judged.length > 0, placeholderData: keepPreviousData, gcTime: 0 }),
  );
  const result = judged.length > 0 ? judgement.data : undefined;
  return (
    <div className="stack">
      <div className="strength" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={result && result.score >= bar ? 'full' : undefined} />
        ))}
      </div>
      <p className="field-help" role="status">
        {result ? (
          <>
            <b>{t(words[result.score] ?? 'password.score0')}</b> {result.advice.map((advice) => t(`password.advice.${advice}`)).join(' ')}
          </>
        ) : (
          t('firstStart.administrator.passwordHelp')
        )}
      </p>
    </div>
  );
}

/** The same for the password of the first start's form. */
export function PasswordStrength(): ReactElement {
  const { control } = useFormContext<FirstStartForm>();
  const [password, name, givenName, familyName, login] = useWatch({ control, name: ['password', 'name', 'givenName', 'familyName', 'login'] });
  return <PasswordMeter password={password} about={[name, givenName, familyName, login]} />;
}
