import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { QualityCheckCode, QualityFinding } from '#contract/quality.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';

/** Where in the record a check is put right. */
const tabOf = {
  'no-diagnosis': 'diagnoses', 'no-score': 'assessments', 'no-serology': 'diagnoses', 'unsigned-visit': 'assessments', 'no-start': 'treatments', 'no-stop-reason': 'treatments', 'stop-before-start': 'treatments', 'two-advanced': 'treatments',
  'remission-tender': 'assessments', 'male-pregnancy': 'diagnoses', 'after-death': 'treatments', 'onset-before-birth': 'diagnoses', 'implausible-result': 'monitoring', 'implausible-age': 'summary',
} as const satisfies Readonly<Record<QualityCheckCode, string>>;

interface FindingLineProps {
  readonly check: QualityCheckCode;
  readonly finding: QualityFinding;
  readonly isEntering: boolean;
  readonly onEnter: (isEntering: boolean) => void;
}

/** One finding: who, what is noted, and what becomes of it. */
export function FindingLine({ check, finding, isEntering, onEnter }: FindingLineProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const queryClient = useQueryClient();
  const { patient, facts, verdict } = finding;
  const name = formatName(patient);
  const again = (): void => void queryClient.invalidateQueries({ queryKey: api.quality.key() });
  const reopen = useMutation(api.quality.reopen.mutationOptions({ onSuccess: again }));
  return (
    <li className="cohorts-finding">
      <span>
        <Link to="/patients/$patientId" params={{ patientId: patient.id }} search={{ tab: tabOf[check] }}>
          {name}
        </Link>{' '}
        <AccessMark access={patient.access} /> <span className="meta">{f.age(patient.birthDate)}</span>
      </span>
      <span className="ink-2">
        {facts}
        {verdict && <span className="meta cohorts-verdict">{t('quality.by', { name: verdict.by, date: f.instantDate(verdict.at), reason: verdict.reason })}</span>}
      </span>
      {verdict ? (
        <Button tone="text" small label={t('quality.reopenFor', { name })} onClick={() => reopen.mutate({ verdictId: verdict.id })}>
          {t('quality.reopen')}
        </Button>
      ) : isEntering ? (
        <span />
      ) : (
        <Button tone="text" small label={t('quality.verifyFor', { name })} onClick={() => onEnter(true)}>
          {t('quality.verify')}
        </Button>
      )}
      {reopen.isError && <ErrorNotice what={t('quality.notKept')} error={reopen.error} />}
      {isEntering && <VerdictForm check={check} finding={finding} onKept={again} onClose={() => onEnter(false)} />}
    </li>
  );
}

function VerdictForm({ check, finding, onKept, onClose }: { readonly check: QualityCheckCode; readonly finding: QualityFinding; readonly onKept: () => void; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  const toast = useToast();
  const [verdictId] = useState(() => v7());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const verify = useMutation(
    api.quality.verify.mutationOptions({
      onSuccess: () => {
        toast({ text: t('quality.kept') });
        onKept();
        onClose();
      },
    }),
  );
  return (
    <form
      className="cohorts-verdict-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '' && !verify.isPending) verify.mutate({ verdictId, check, patientId: finding.patient.id, subject: finding.subject, facts: finding.facts, reason });
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <TextField label={t('quality.reason')} value={reason} maxLength={300} autoFocus onChange={(event) => setReason(event.target.value)} {...(tried && reason.trim() === '' ? { error: t('quality.reasonMissing') } : {})} />
      <Button tone="primary" type="submit">
        {t('quality.keep')}
      </Button>
      <Button onClick={onClose}>{t('quality.cancel')}</Button>
      {verify.isError && <ErrorNotice what={t('quality.notKept')} error={verify.error} kept />}
    </form>
  );
}
