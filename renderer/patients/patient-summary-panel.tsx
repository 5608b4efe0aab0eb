import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { now } from '../text/format.ts';
import { useClinic, usePermission } from '../session/session-state.ts';
import { AllergySheet } from '../diagnoses/allergy-sheet.tsx';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { isOpen, saysNoAllergy, withoutTag } from './clinical-text.ts';
import { CourseSheet } from '../timeline/course-sheet.tsx';
import { ContactSheet } from './contact-sheet.tsx';
import { LatestResults } from './latest-results.tsx';
import { ReferralLines } from './referral-lines.tsx';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import { usePatientWords } from './use-patient-words.ts';
import { isAhead, VisitLines } from './visit-lines.tsx';

export interface PatientSummaryPanelProps {
  readonly record: PatientRecord;
  readonly onTest: (test: string | null) => void;
}

/** The summary: what the person has, takes and was found to have; what was asked and booked. */
export function PatientSummaryPanel({ record, onTest }: PatientSummaryPanelProps): ReactElement {
  const { t } = useTranslation('patients');
  const f = useFormat();
  const { clinical } = record;
  const clinic = useClinic();
  const mayWriteAllergies = usePermission('allergy.write');
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Freshly opened, the page keys scroll the summary; a control that has the keyboard keeps it.
    if (document.activeElement === document.body || document.activeElement?.tagName === 'MAIN') panel.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={panel} tabIndex={-1} className="page-body patients-summary">
      <p className="print-repeat meta">{clinic.name} · {t('record.printed', { date: f.date(f.today) })}</p>
      {clinical && <CourseSheet patientId={record.id} />}
      <div className="stack">
        {clinical ? (
          <>
            <Problems problems={clinical.problems} />
            <LatestResults results={clinical.results} onTest={onTest} />
          </>
        ) : (
          <>
            <p className="note">{t('record.noClinical')}</p>
            <Visits visits={record.visits} />
            <Referrals referrals={record.referrals} />
          </>
        )}
      </div>
      <div className="stack">
        {clinical && (
          <>
            <Visits visits={record.visits} />
            <Referrals referrals={record.referrals} />
            <Medications medications={clinical.medications} />
          </>
        )}
        {!clinical && mayWriteAllergies ? <AllergySheet patientId={record.id} /> : <Allergies allergies={record.allergies} />}
        <ContactSheet record={record} />
      </div>
    </div>
  );
}

function Problems({ problems }: { readonly problems: NonNullable<PatientRecord['clinical']>['problems'] }): ReactElement {
  const { t } = useTranslation('patients');
  const words = usePatientWords();
  const diagnosisWords = useDiagnosisWords();
  const [withPast, setWithPast] = useState(false);
  const open = problems.filter((problem) => isOpen(problem.clinicalStatus, problem.endedOn));
  const past = problems.length - open.length;
  const shown = withPast ? problems : open;
  return (
    <Sheet
      title={t('record.problems')}
      note={open.length || undefined}
      actions={<PastToggle count={past} isShown={withPast} onChange={setWithPast} />}
    >
      {shown.length === 0 ? (
        <p className="sheet-body ink-2">{t(past > 0 ? 'record.noOpenProblems' : 'record.noProblems')}</p>
      ) : (
        <ul className="patients-lines">
          {shown.map((problem) => (
            <li key={problem.id} className="patients-line">
              <span className="grow">
                <span className={isOpen(problem.clinicalStatus, problem.endedOn) ? 'strong' : 'ink-2'}>{diagnosisWords(problem.text)}</span>
                {problem.clinicalStatus === 'resolved' && <span className="meta"> · {t('record.resolved')}</span>}
                {(problem.clinicalStatus === 'inactive' || problem.clinicalStatus === 'remission') && <span className="meta"> · {t('record.inactive')}</span>}
              </span>
              {problem.onsetOn && (
                <span className="meta tabular no-wrap">
                  {problem.endedOn ? t('record.from', { from: words.clinicalDate(problem.onsetOn), to: words.clinicalDate(problem.endedOn) }) : t('record.since', { date: words.clinicalDate(problem.onsetOn) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

interface PastToggleProps {
  readonly count: number;
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

/** Says how many are over, and shows them. */
function PastToggle({ count, isShown, onChange }: PastToggleProps): ReactElement | null {
  const { t } = useTranslation('patients');
  if (count === 0) return null;
  return (
    <span className="row no-print">
      <span className="meta">{t('record.past', { count })}</span>
      <Button tone="text" small expanded={isShown} onClick={() => onChange(!isShown)}>
        {t(isShown ? 'record.hidePast' : 'record.showPast')}
      </Button>
    </span>
  );
}

function Visits({ visits }: { readonly visits: PatientRecord['visits'] }): ReactElement {
  const { t } = useTranslation('patients');
  const at = now().toString();
  const upcoming = visits.filter((visit) => isAhead(visit, at)).reverse();
  const past = visits.filter((visit) => !isAhead(visit, at));
  return (
    <Sheet title={t('record.visits')} note={upcoming.length > 0 ? `${upcoming.length} ${t('record.upcoming')}` : undefined}>
      {visits.length === 0 ? (
        <p className="sheet-body ink-2">{t('record.noVisits')}</p>
      ) : (
        <ul className="patients-lines">
          <VisitLines visits={[...upcoming, ...past]} />
        </ul>
      )}
    </Sheet>
  );
}

function Referrals({ referrals }: { readonly referrals: PatientRecord['referrals'] }): ReactElement {
  const { t } = useTranslation('patients');
  return (
    <Sheet title={t('record.referrals')} note={referrals.length || undefined}>
      {referrals.length === 0 ? (
        <p className="sheet-body ink-2">{t('record.noReferrals')}</p>
      ) : (
        <ul className="patients-lines">
          <ReferralLines referrals={referrals} />
        </ul>
      )}
    </Sheet>
  );
}

function Medications({ medications }: { readonly medications: NonNullable<PatientRecord['clinical']>['medications'] }): ReactElement {
  const { t } = useTranslation('patients');
  const drugWords = useDrugWords();
  const words = usePatientWords();
  const states: Readonly<Record<string, string>> = { stopped: t('record.stopped'), cancelled: t('record.stopped'), completed: t('record.completed'), 'on-hold': t('record.onHold') };
  const [withPast, setWithPast] = useState(false);
  const current = medications.filter((medication) => !isOver(medication.status));
  const past = medications.length - current.length;
  const shown = withPast ? medications : current;
  return (
    <Sheet title={t('record.medications')} note={current.length || undefined} actions={<PastToggle count={past} isShown={withPast} onChange={setWithPast} />}>
      {shown.length === 0 ? (
        <p className="sheet-body ink-2">{t(past > 0 ? 'peek.noMedications' : 'record.noMedications')}</p>
      ) : (
        <ul className="patients-lines">
          {shown.map((medication) => (
            <li key={medication.id} className="patients-line">
              <span className="grow">
                <span className={medication.status === 'active' ? 'strong' : 'ink-2'}>{drugWords(medication.text)}</span>
                <span className="meta patients-line-note">
                  {[medication.dosage, states[medication.status], medication.authoredOn && t('record.prescribed', { date: words.clinicalDate(medication.authoredOn) })].filter(Boolean).join(' · ')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function isOver(status: string): boolean {
  return status === 'stopped' || status === 'cancelled' || status === 'completed';
}

function Allergies({ allergies }: { readonly allergies: PatientRecord['allergies'] }): ReactElement {
  const { t } = useTranslation('patients');
  return (
    <Sheet title={t('record.allergies')} note={allergies.filter((allergy) => !saysNoAllergy(allergy)).length || undefined}>
      {allergies.length === 0 ? (
        <p className="sheet-body ink-2">{t('record.noAllergies')}</p>
      ) : (
        <ul className="patients-lines">
          {allergies.map((allergy) => (
            <li key={allergy.id} className="patients-line">
              <span className="grow">
                <span className={isOpen(allergy.clinicalStatus) ? 'strong' : 'ink-2'}>{withoutTag(allergy.text)}</span>
                <span className="meta patients-line-note">
                  {[
                    allergy.reaction,
                    (allergy.criticality === 'high' || allergy.criticality === 'low') && t(`record.criticality.${allergy.criticality}`),
                    !isOpen(allergy.clinicalStatus) && t('record.inactive'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
