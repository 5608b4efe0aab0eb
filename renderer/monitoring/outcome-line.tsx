import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';

type Outcome = Outputs['monitoring']['open']['outcomes'][number];

/** What was done about late checks: what, until when, why, who and when. */
export function OutcomeLine({ outcome }: { readonly outcome: Outcome }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const { outcome: what, untilOn, words, at, by } = outcome;
  return (
    <>
      <b>{what === 'snoozed' && untilOn !== null ? t('outcome.until', { date: f.date(untilOn) }) : t(`outcome.done.${what}`)}</b>
      {words !== '' && <span> {words}</span>} <span className="meta">{t('outcome.by', { by, when: f.instantDate(at) })}</span>
    </>
  );
}
