import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingOnFile } from '#contract/findings-on-file';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import type { Answers } from './request-form.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface ResultsOnFileProps {
  readonly patientId: string;
  /** Civil date the request came. */
  readonly receivedOn: string;
  readonly answers: Answers;
  /** Sets a finding, with the result it comes from. */
  readonly onAnswer: (field: string, answer: string, quoted: string) => void;
  readonly words: TriageWords;
}

/** Findings that results on file would say and the request does not, each to be confirmed: nothing is set before. Nothing where there are none. */
export function ResultsOnFile({ patientId, receivedOn, answers, onAnswer, words }: ResultsOnFileProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const mayRead = usePermission('patient.clinical.read');
  const { data = [] } = useQuery(api.referrals.findingsOnFile.queryOptions({ input: { patientId, receivedOn }, enabled: mayRead }));
  const open = data.filter(({ field }) => answers[field] === undefined);
  if (open.length === 0) return null;
  const nameOf = (field: string): string => {
    const finding = words.finding(field);
    return finding ? words.text(finding.label) : field;
  };
  const confirm = ({ field, value, on, shown }: FindingOnFile): void => onAnswer(field, String(value).replace('.', f.language === 'fr' ? ',' : '.'), t('onFile.quoted', { shown, date: f.date(on) }));
  return (
    <section className="note" aria-labelledby="results-on-file">
      <div className="grow stack">
        <div className="row">
          <h3 id="results-on-file" className="grow">
            {t('onFile.title', { count: open.length })}
          </h3>
          {open.length > 1 && (
            <Button small onClick={() => open.forEach(confirm)}>
              {t('onFile.all')}
            </Button>
          )}
        </div>
        <p className="meta">{t('onFile.help')}</p>
        <ul className="triage-todo">
          {open.map((one) => (
            <li key={one.field} className="row">
              <span className="grow">
                <b>{words.phrase(one.field, one.value)}</b> <span className="meta">{t('onFile.from', { shown: one.shown, date: f.date(one.on) })}</span>
              </span>
              <Button small label={t('onFile.confirmLabel', { name: nameOf(one.field) })} onClick={() => confirm(one)}>
                {t('letterText.confirm')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
