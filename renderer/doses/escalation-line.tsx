import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EscalationRow } from '#contract/escalations.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { EscalationClock, EscalationFacts } from './escalation-facts.tsx';

interface EscalationLineProps {
  readonly row: EscalationRow;
  /** When the list was read. */
  readonly now: string | null;
  readonly isAnswering: boolean;
  readonly onAnswer: (isAnswering: boolean) => void;
}

/** One escalation of the work list: the clock, whose, what, and its answer. */
export function EscalationLine({ row: { escalation, patient, phone, label }, now, isAnswering, onAnswer }: EscalationLineProps): ReactElement {
  const { t } = useTranslation(['doses', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const name = formatName(patient);
  const open = (): void => void (escalation.doseId === null ? navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'pathway' } }) : navigate({ to: '/doses/$doseId', params: { doseId: escalation.doseId } }));
  return (
    <li>
      <div className="dose-line dose-escalation">
        <EscalationClock escalation={escalation} now={now} />
        <span>
          <b>{name}</b> <AccessMark access={patient.access} /> <span className="meta">{[f.age(patient.birthDate), phone, label[f.language]].filter(Boolean).join(' · ')}</span>
          <span className="dose-block"><EscalationFacts escalation={escalation} /></span>
        </span>
        <span className="row">
          {escalation.mayAcknowledge && !isAnswering && <Button small label={t('escalation.answerFor', { name })} onClick={() => onAnswer(true)}>{t('escalation.answer')}</Button>}
          <Button small tone="text" label={t('escalation.openFor', { name })} onClick={open}>{t('common:action.open')}</Button>
        </span>
      </div>
      {isAnswering && <AcknowledgeForm escalation={escalation} onClose={() => onAnswer(false)} />}
    </li>
  );
}
