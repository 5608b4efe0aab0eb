import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueDose } from '#contract/doses.ts';
import type { DueCall } from '#contract/toxicity-calls.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ResultMark } from './result-mark.tsx';
import { useDoseWords } from './use-dose-words.ts';

/** A dose to come: when, whose, what, how its checklist stands, who must act. */
export function DoseDueLine({ row }: { readonly row: DueDose }): ReactElement {
  const { t } = useTranslation(['doses', 'common']);
  const f = useFormat();
  const words = useDoseWords();
  const navigate = useNavigate();
  const { doseId, patient, phone, city, number, drug, dose, dueOn, daysLate, site, result, to, open } = row;
  const name = formatName(patient);
  return (
    <li className="dose-line">
      <span className={daysLate > 0 ? 'danger' : ''}><b>{f.relativeDay(dueOn)}</b> {daysLate > 0 && <span className="meta danger">{t('dose.late', { count: daysLate })}</span>}</span>
      <span>
        <b>{name}</b> <AccessMark access={patient.access} /> <span className="meta">{[f.age(patient.birthDate), phone, city].filter(Boolean).join(' · ')}</span>
        <span className="dose-block ink-2">{[t('dose.number', { number }), `${drug[f.language]}, ${dose[f.language]}`, t(`site.${site}`)].join(' · ')}</span>
      </span>
      <span className="dose-due-end">
        {result && <ResultMark result={result} />}
        {result && result !== 'go' && <span className="meta">{[t('due.open', { count: open }), words.services(to)].filter(Boolean).join(' · ')}</span>}
      </span>
      <Button tone="text" small label={t('dose.openFor', { number, name })} onClick={() => void navigate({ to: '/doses/$doseId', params: { doseId } })}>{t('common:action.open')}</Button>
    </li>
  );
}

/** A call to make: when, whom, which. */
export function CallDueLine({ row }: { readonly row: DueCall }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const words = useDoseWords();
  const navigate = useNavigate();
  const { callId, enrolmentId, patient, phone, label, dueOn, daysLate, roles, doseNumber } = row;
  const name = formatName(patient);
  return (
    <li className="dose-line">
      <span className={daysLate > 0 ? 'danger' : ''}><b>{f.relativeDay(dueOn)}</b> {daysLate > 0 && <span className="meta danger">{t('dose.late', { count: daysLate })}</span>}</span>
      <span>
        <b>{name}</b> <AccessMark access={patient.access} /> <span className="meta">{[f.age(patient.birthDate), phone].filter(Boolean).join(' · ')}</span>
        <span className="dose-block ink-2">{[label[f.language], doseNumber !== null && t('dose.number', { number: doseNumber }), words.services(roles)].filter(Boolean).join(' · ')}</span>
      </span>
      <span />
      <Button tone="text" small label={t('call.makeLabel', { label: name })} onClick={() => void navigate({ to: '/toxicity-call', search: { enrolmentId, callId } })}>{t('call.make')}</Button>
    </li>
  );
}
