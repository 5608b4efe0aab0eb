import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord, RegistryRow } from '#contract/patients.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName, now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { isOpen } from './clinical-text.ts';
import { PatientSigns } from './patient-signs.tsx';
import { ReferralLines } from './referral-lines.tsx';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import { usePatientWords } from './use-patient-words.ts';
import { useSettled } from './use-settled.ts';
import { isAhead, VisitLines } from './visit-lines.tsx';

/** A row passed over quickly is not opened: opening a record is noted in the audit trail. */
const settleMilliseconds = 180;
const mostLines = 5;

export interface PatientPeekProps {
  readonly row: RegistryRow;
  readonly onOpen: () => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onNewReferral: () => void;
  /** Closes the panel where it floats over the list. */
  readonly onClose: (() => void) | undefined;
}

/** The record at a glance, beside the list. */
export function PatientPeek({ row, onOpen, onStep, onNewReferral, onClose }: PatientPeekProps): ReactElement {
  const { t } = useTranslation(['patients', 'record']);
  const f = useFormat();
  const words = usePatientWords();
  const mayRefer = usePermission('referral.enter');
  const patientId = useSettled(row.id, settleMilliseconds);
  const { data, error, refetch } = useQuery(api.patients.open.queryOptions({ input: { patientId }, enabled: patientId === row.id && row.access !== 'closed' }));
  const record = data?.id === row.id ? data : undefined;
  const language = record?.identity.language;
  const file = row.fileNumber && t('record.file', { number: row.fileNumber });
  return (
    <aside className="patients-peek" aria-label={t('peek.label')}>
      <header className="patients-peek-head">
        <div className="row">
          <h2 className="title grow ellipsis">{formatName(row)}</h2>
          <AccessMark access={row.access} />
          <IconButton icon="arrowUp" label={t('peek.previous')} onClick={() => onStep(-1)} />
          <IconButton icon="arrowDown" label={t('peek.next')} onClick={() => onStep(1)} />
          {onClose && <IconButton icon="close" keys="p" label={t('peek.close')} onClick={onClose} />}
        </div>
        <div className="meta tabular">{[words.ageAndSex(row), row.birthDate && f.date(row.birthDate, 'long'), file].filter(Boolean).join(' · ')}</div>
        <div className="meta tabular">
          {[row.maskedNam ? t('record.nam', { nam: row.maskedNam }) : row.maskedNir ? t('record:header.nir', { nir: row.maskedNir }) : t('record.noNam'), language && f.languageTitle(language), row.regionCode && words.regionName(row.regionCode)].filter(Boolean).join(' · ')}
        </div>
        {record && (
          <div className="row wrap patients-signs">
            <PatientSigns record={record} mostAllergies={2} withLanguage={false} />
          </div>
        )}
      </header>
      <div className="patients-peek-body">
        {row.access === 'closed' ? <p className="note">{t('peek.closed')}</p> : error && patientId === row.id ? <ErrorNotice what={t('peek.failed')} error={error} onRetry={() => void refetch()} /> : record ? <PeekSections record={record} /> : <SkeletonRows rows={5} />}
      </div>
      <footer className="patients-peek-foot">
        <Button tone="primary" keys="Enter" onClick={onOpen}>
          {t('peek.open')}
        </Button>
        {mayRefer && (
          <Button keys="d" onClick={onNewReferral}>
            {t('peek.newReferral')}
          </Button>
        )}
      </footer>
    </aside>
  );
}

function PeekSections({ record }: { readonly record: PatientRecord }): ReactElement {
  const { t } = useTranslation('patients');
  const drugWords = useDrugWords();
  const diagnosisWords = useDiagnosisWords();
  const problems = record.clinical?.problems.filter((problem) => isOpen(problem.clinicalStatus, problem.endedOn)) ?? [];
  const medications = record.clinical?.medications.filter((medication) => medication.status === 'active') ?? [];
  const at = now().toString();
  const visits = record.visits.filter((visit) => isAhead(visit, at)).reverse();
  const referrals = record.referrals.filter((referral) => ['received', 'accepted', 'emergency'].includes(referral.state));
  return (
    <>
      {record.clinical && (
        <PeekSection title={t('peek.problems')} empty={t('peek.noProblems')} count={problems.length}>
          {problems.slice(0, mostLines).map((problem) => (
            <li key={problem.id} className="patients-line">
              <span className="grow ellipsis">{diagnosisWords(problem.text)}</span>
              {problem.onsetOn && <span className="meta tabular">{problem.onsetOn.slice(0, 4)}</span>}
            </li>
          ))}
        </PeekSection>
      )}
      {record.clinical && (
        <PeekSection title={t('peek.medications')} empty={t('peek.noMedications')} count={medications.length}>
          {medications.slice(0, mostLines).map((medication) => (
            <li key={medication.id} className="patients-line patients-pair">
              <span>{drugWords(medication.text)}</span>
              <span className="meta">{medication.dosage}</span>
            </li>
          ))}
        </PeekSection>
      )}
      {referrals.length > 0 && (
        <PeekSection title={t('peek.referrals')} empty="" count={referrals.length}>
          <ReferralLines referrals={referrals.slice(0, mostLines)} />
        </PeekSection>
      )}
      <PeekSection title={t('peek.visits')} empty={t('peek.noVisits')} count={visits.length}>
        <VisitLines visits={visits.slice(0, mostLines)} />
      </PeekSection>
    </>
  );
}

interface PeekSectionProps {
  readonly title: string;
  readonly empty: string;
  readonly count: number;
  readonly children: ReactNode;
}

function PeekSection({ title, empty, count, children }: PeekSectionProps): ReactElement {
  const { t } = useTranslation('patients');
  return (
    <section className="patients-peek-section">
      <h3>{title}</h3>
      {count === 0 ? <p className="meta">{empty}</p> : <ul>{children}</ul>}
      {count > mostLines && <p className="meta">{t('peek.more', { count: count - mostLines })}</p>}
    </section>
  );
}

