import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';

/** What became of the request, newest first: who, when, why; folded until one asks. */
export function RequestHistory({ referral }: { readonly referral: ReferralDetail }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const [isOpen, setOpen] = useState(false);
  const lines = [...referral.history].reverse();
  return (
    <section aria-labelledby="request-history">
      <h3 id="request-history">
        {t('history.title')} <span className="meta">{t('history.count', { count: lines.length })}</span>
        <span className="grow" />
        <Button small tone="text" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('history.hide') : t('history.show')}
        </Button>
      </h3>
      {isOpen && (
        <ol className="triage-history">
          {lines.map((line) => (
            <li key={`${line.at} ${line.what}`}>
              <span className="meta no-wrap">{f.instant(line.at, 'short')}</span>
              <span>
                <b>{line.cls === null ? t(`history.what.${line.what}`) : t('history.withClass', { what: t(`history.what.${line.what}`), cls: line.cls })}</b>
                {line.reason !== null && <span className="triage-history-reason"> {line.reason}</span>} <span className="meta">{line.by}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
