import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, toFailure } from '../link/failure.ts';
import { useLanguage } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

interface Issue {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

const named = [
  'DANGER_LOWERS', 'UNKNOWN_LOWERS', 'MALFORMED', 'NO_SUCH_FLAG', 'OUT_OF_BOUNDS', 'NO_SUCH_VALUE', 'TOO_LONG', 'SAYS_NOTHING', 'AGE_KNOWN', 'SAME_ID', 'FALLBACK_STAYS', 'OTHER_KIND', 'MODIFIER_ORDER', 'NO_SUCH_RULE',
] as const;
const isNamed = (code: string): code is (typeof named)[number] => named.some((one) => one === code);

/** Why a version was refused: each thing wrong, and the referral that shows a broken guarantee. */
export function RefusalNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactElement {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  if (!hasCode(error, 'INVALID')) return <ErrorNotice what={t('notSaved')} error={error} kept {...(onRetry ? { onRetry } : {})} />;
  const { issues = [] } = toFailure(error).data as { readonly issues?: readonly Issue[] };
  return (
    <div className="note note-danger rules-refusal" role="alert">
      <Icon name="alert" />
      <div className="stack">
        <b>{t('refused.title')}</b>
        <ul>
          {issues.map(({ path, code, params }) => (
            <li key={`${path} ${code}`}>
              {isNamed(code) ? t(`refused.${code}`, { where: path }) : t('refused.other', { code })}
              {params?.[language] && <p className="rules-shown">{params[language]}</p>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
