import { useNavigate, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { client } from '../link/client.ts';
import { useMonitoringWords } from '../monitoring/use-monitoring-words.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { placeAddress } from './place-address.ts';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

export type DueRow = Outputs['plans']['due']['rows'][number];

/** A step to do: how late, whose, what, and its one action. */
export function DueLine({ row }: { readonly row: DueRow }): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  const words = usePlanWords();
  const late = useMonitoringWords();
  const navigate = useNavigate();
  const router = useRouter();
  const readsClinical = usePermission('patient.clinical.read');
  const books = usePermission('appointment.book');
  const { patient, stepId, version, kind, label, title, dueOn, untilOn, daysLate, phone } = row;
  const name = formatName(patient);
  const done = usePlanCommand((input: Parameters<typeof client.plans.closeStep>[0]) => client.plans.closeStep(input), { said: t('close.done', { label: label?.[f.language] ?? '' }), back: (answer) => client.plans.reopenStep({ stepId, expectedVersion: answer.version }) });
  return (
    <li className="today-line plan-due">
      <b className={daysLate > 0 ? 'danger no-wrap' : 'warn no-wrap'}>{daysLate > 0 ? t('due.late', { time: late.days(daysLate) }) : t('due.until', { date: f.date(untilOn, 'short') })}</b>
      <span className="ellipsis">
        <b>{name}</b> <AccessMark access={patient.access} /> <span className="meta">{[f.age(patient.birthDate), phone].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="ellipsis ink-2" title={title?.[f.language]}>
        {[label?.[f.language] ?? t(`kind.${kind}`), f.date(dueOn, 'short'), words.who(row)].filter(Boolean).join(' · ')}
      </span>
      <span className="row">
        {kind === 'visit' && books && row.visitOn === null && (
          <Button tone="text" small label={t('due.bookFor', { name })} onClick={() => router.history.push(placeAddress(patient.id, row, f.today))}>
            {t('action.book')}
          </Button>
        )}
        {readsClinical ? (
          <Button tone="text" small label={t('due.openFor', { name })} onClick={() => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'follow-up' } })}>
            {t('common:action.open')}
          </Button>
        ) : (
          label !== null && kind === 'task' && (
            <Button tone="text" small label={t('due.doneFor', { name })} disabled={done.isPending} onClick={() => done.mutate({ stepId, expectedVersion: version, as: 'done', on: f.today, words: '', appointmentId: null, assessmentId: null })}>
              {t('action.done')}
            </Button>
          )
        )}
      </span>
    </li>
  );
}
