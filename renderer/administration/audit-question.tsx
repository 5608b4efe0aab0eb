import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditSubject } from '#contract/audit.ts';
import { api } from '../link/client.ts';
import { SearchField } from '../referrals/search-field.tsx';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

/** What the report is about, and its name for the heading of the paper. */
export interface AuditQuestion {
  readonly about: AuditSubject;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface AuditQuestionFieldsProps {
  readonly question: AuditQuestion;
  readonly kind: AuditSubject['kind'];
  readonly onKind: (kind: AuditSubject['kind']) => void;
  readonly onQuestion: (question: AuditQuestion) => void;
}

/** Whom the report is about, and between which dates. */
export function AuditQuestionFields({ question, kind, onKind, onQuestion }: AuditQuestionFieldsProps): ReactElement {
  const { t } = useTranslation('audit');
  const [typed, setTyped] = useState({ from: question.from, to: question.to });
  const ask = (part: Partial<AuditQuestion>): void => onQuestion({ ...question, ...part });
  /** Asked once it is a day, or nothing. */
  const askDay = (end: 'from' | 'to') => (text: string): void => {
    setTyped({ ...typed, [end]: text });
    const day = text.trim() === '' ? '' : typedDate(text);
    if (day !== null) ask({ [end]: day });
  };
  return (
    <div className="audit-question no-print">
      <SegmentedField<AuditSubject['kind']>
        label={t('report.about')}
        options={(['all', 'patient', 'person'] as const).map((value) => ({ value, label: t(`report.kind.${value}`) }))}
        value={kind}
        onChange={(chosen) => {
          onKind(chosen);
          if (chosen === 'all') ask({ about: { kind: 'all' }, name: '' });
        }}
      />
      {kind === 'patient' && <PatientChoice question={question} onChoose={ask} />}
      {kind === 'person' && <PersonChoice question={question} onChoose={ask} />}
      <DateField label={t('report.from')} value={typed.from} onChange={askDay('from')} />
      <DateField label={t('report.to')} value={typed.to} onChange={askDay('to')} />
    </div>
  );
}

interface ChoiceProps {
  readonly question: AuditQuestion;
  readonly onChoose: (part: Partial<AuditQuestion>) => void;
}

function PatientChoice({ question, onChoose }: ChoiceProps): ReactElement {
  const { t } = useTranslation('audit');
  const f = useFormat();
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = useQuery(api.audit.findPatients.queryOptions({ input: { text: asked }, enabled: asked !== '', placeholderData: keepPreviousData }));
  if (question.about.kind === 'patient') {
    return (
      <div className="field">
        <span className="field-label">{t('report.patient')}</span>
        <div className="row audit-chosen">
          <b className="ellipsis">{question.name}</b>
          <Button small tone="text" onClick={() => onChoose({ about: { kind: 'all' }, name: '' })}>
            {t('report.change')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <SearchField
      label={t('report.patient')}
      text={text}
      onText={setText}
      autoFocus
      note={asked === '' ? t('report.patientHint') : found.isError ? t('report.searchFailed') : found.data?.length === 0 ? t('report.nobody') : undefined}
      options={(asked === '' ? [] : (found.data ?? [])).map((patient) => ({
        key: patient.patientId,
        choose: () => onChoose({ about: { kind: 'patient', patientId: patient.patientId }, name: formatName(patient) }),
        content: (
          <>
            <b>{formatName(patient)}</b>
            <span className="meta">{patient.birthDate?.length === 10 ? f.date(patient.birthDate) : (patient.birthDate ?? '')}</span>
          </>
        ),
      }))}
    />
  );
}

function PersonChoice({ question, onChoose }: ChoiceProps): ReactElement {
  const { t } = useTranslation('audit');
  const people = useQuery(api.audit.people.queryOptions());
  const options = [
    ...(people.data ?? []).map(({ userId, name, login }) => ({ value: userId, label: `${name} (${login})` })),
    ...(['system:command-line', 'system:schedule', 'system:sign-in'] as const).map((value) => ({ value, label: t(`program.${value === 'system:command-line' ? 'command-line' : value === 'system:schedule' ? 'schedule' : 'sign-in'}`) })),
  ];
  return (
    <Select
      label={t('report.person')}
      placeholder={t('report.choosePerson')}
      options={options}
      value={question.about.kind === 'person' ? question.about.userId : ''}
      onChange={(event) => {
        const chosen = options.find(({ value }) => value === event.target.value);
        onChoose(chosen ? { about: { kind: 'person', userId: chosen.value }, name: chosen.label } : { about: { kind: 'all' }, name: '' });
      }}
    />
  );
}
