import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { useClinic } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { isOpen } from './clinical-text.ts';
import { PatientSigns } from './patient-signs.tsx';
import { ResponsibleField } from './responsible-field.tsx';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import { identifierOf, usePatientWords } from './use-patient-words.ts';

export type RecordTab = 'summary' | 'diagnoses' | 'assessments' | 'treatments' | 'monitoring' | 'prevention' | 'follow-up' | 'pathway' | 'results' | 'history' | 'access';

export interface PatientHeaderProps {
  readonly record: PatientRecord;
  readonly tab: RecordTab;
  readonly onTab: (tab: RecordTab) => void;
  readonly onBack: () => void;
  readonly onNewReferral: (() => void) | undefined;
  readonly onEdit: (() => void) | undefined;
  /** Looks for a place for a visit without a request. */
  readonly onBook: (() => void) | undefined;
}

/** Three lines that never scroll: who, what to know of them, and the parts of the record. */
export function PatientHeader({ record, tab, onTab, onBack, onEdit, onNewReferral, onBook }: PatientHeaderProps): ReactElement {
  const { t } = useTranslation(['patients', 'record', 'common', 'access', 'assessments', 'treatments', 'diagnoses', 'monitoring', 'prevention', 'plans', 'pathways']);
  const f = useFormat();
  const words = usePatientWords();
  const diagnosisWords = useDiagnosisWords();
  const { country } = useClinic();
  const { identity, clinical } = record;
  const nam = identifierOf(record.identifiers, 'nam');
  const file = identifierOf(record.identifiers, 'file');
  const nir = identifierOf(record.identifiers, 'nir');
  const isQualified = record.identifiers.some((one) => one.insQualified && one.validTo === null);
  // The number of the clinic's country comes first, and is missed when it is not there.
  const namFact = nam ? [t('record.nam', { nam })] : country === 'FR' ? [] : [t('record.noNam')];
  const nirFact = nir ? [t(isQualified ? 'record:header.ins' : 'record:header.nir', { nir })] : country === 'FR' ? [t('record:header.noNir')] : [];
  const facts = [
    [words.ageAndSex(identity), identity.birthDate && f.date(identity.birthDate, 'long')].filter(Boolean).join(' · '),
    ...(country === 'FR' ? [...nirFact, ...namFact] : [...namFact, ...nirFact]),
    ...(file ? [t('record.file', { number: file })] : []),
    ...(identity.birthFamilyName && identity.birthFamilyName !== identity.familyName ? [t('record.birthName', { name: identity.birthFamilyName })] : []),
  ];
  const problems = clinical?.problems.filter((problem) => isOpen(problem.clinicalStatus, problem.endedOn)) ?? [];
  const tabs = [
    { key: 'summary' as const, label: t('record.summary') },
    ...(clinical ? [{ key: 'diagnoses' as const, label: t('diagnoses:tab') }, { key: 'assessments' as const, label: t('assessments:list.title') }, { key: 'treatments' as const, label: t('treatments:tab') }, { key: 'monitoring' as const, label: t('monitoring:tab') }, { key: 'prevention' as const, label: t('prevention:tab') }, { key: 'follow-up' as const, label: t('plans:tab') }, { key: 'pathway' as const, label: t('pathways:tab') }, { key: 'results' as const, label: t('record.results'), count: clinical.resultCount }] : []),
    { key: 'history' as const, label: t('record:history.tab') },
    { key: 'access' as const, label: t('record.access') },
  ];
  return (
    <header className="patients-header">
      <div className="row">
        <span className="no-print patients-back">
          <IconButton icon="chevronLeft" label={t('record.back')} keys="Escape" onClick={onBack} />
        </span>
        <h1 className="patients-name">{formatName(identity)}</h1>
        <ul className="row patients-facts grow">
          {facts.map((fact) => (
            <li key={fact} className="no-wrap ink-2 tabular">
              {fact}
            </li>
          ))}
        </ul>
        <span className="row no-print patients-header-acts">
          {onNewReferral && (
            <Button tone="primary" keys="d" onClick={onNewReferral}>
              {t('record.newReferral')}
            </Button>
          )}
          {onBook && (
            <Button keys="r" onClick={onBook}>
              {t('record.book')}
            </Button>
          )}
          <Button icon="print" keys="Control+P" label={t('record.print')} onClick={() => window.print()}>
            {''}
          </Button>
        </span>
      </div>
      <div className="row patients-header-signs">
        <p className="grow ellipsis">{problems.slice(0, 3).map((problem) => diagnosisWords(problem.text)).join(' · ')}</p>
        {record.restriction && (
          <Chip tone="warn" icon="lock">
            {t('access:header.restricted')}
          </Chip>
        )}
        {record.namToVerify && (
          <Chip tone="warn" icon="alert">
            {t('record.namToVerify')}
          </Chip>
        )}
        <PatientSigns record={record} mostAllergies={3} />
        <ResponsibleField record={record} />
      </div>
      <div className="row no-print">
        <Tabs label={t('record.tabs')} items={tabs} current={clinical || (tab !== 'results' && tab !== 'assessments' && tab !== 'treatments' && tab !== 'monitoring' && tab !== 'diagnoses' && tab !== 'prevention' && tab !== 'follow-up' && tab !== 'pathway') ? tab : 'summary'} onChange={onTab} panelId="patient-panel" />
        <span className="grow" />
        <ExportButton of={{ patientId: record.id }} small />
        {onEdit && (
          <Button small keys="e" onClick={onEdit}>
            {t('record:edit.action')}
          </Button>
        )}
      </div>
    </header>
  );
}
