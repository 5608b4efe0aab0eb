import { AccessMark } from '../access/access-mark.tsx';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import type { ChosenPatient } from './request-form.ts';
import { SearchField } from './search-field.tsx';

export interface PatientPickerProps {
  readonly patient: ChosenPatient | null;
  readonly onChange: (patient: ChosenPatient | null) => void;
  readonly error: string | undefined;
  /** True while an existing request is completed: its patient does not change. */
  readonly fixed?: boolean;
}

/** Who the request is for: found as one types, or registered first. */
export function PatientPicker({ patient, onChange, error, fixed = false }: PatientPickerProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const router = useRouter();
  const mayRegister = usePermission('patient.write');
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = useQuery(
    api.patients.search.queryOptions({ input: { text: asked, limit: 8 }, enabled: asked.length > 1 && patient === null, placeholderData: keepPreviousData }),
  );
  if (patient) {
    return (
      <div className="field">
        <span className="field-label">{t('referrals:form.patient')}</span>
        <div className="request-chosen">
          <span className="grow ellipsis">
            <b>{formatName(patient)}</b>{' '}
            <span className="meta">
              {[f.age(patient.birthDate), t(`common:sex.${patient.administrativeSex}`), patient.birthDate && f.date(patient.birthDate), patient.maskedNam].filter(Boolean).join(' · ')}
            </span>
          </span>
          {!fixed && (
            <Button small tone="text" onClick={() => onChange(null)}>
              {t('referrals:form.change')}
            </Button>
          )}
        </div>
      </div>
    );
  }
  const patients = asked.length > 1 ? (found.data?.patients ?? []) : [];
  const nearFrom = found.data?.nearFrom ?? null;
  // Those of another spelling may be somebody else: the way to register stays open.
  const nobody = asked.length > 1 && found.isSuccess && !found.isPlaceholderData && (patients.length === 0 || nearFrom === 0);
  return (
    <div className="request-picker">
      <SearchField
        label={t('referrals:form.patient')}
        help={t('referrals:form.patientHelp')}
        error={error}
        text={text}
        onText={setText}
        autoFocus
        note={nobody ? t(nearFrom === 0 ? 'referrals:form.nobodySpelt' : 'referrals:form.nobody', { text: asked }) : found.isError ? t('referrals:form.searchFailed') : undefined}
        options={patients.map((one) => ({
          key: one.id,
          choose: () => {
            setText('');
            onChange(one);
          },
          content: (
            <>
              <b>{formatName(one)}</b> <AccessMark access={one.access} />
              <span className="meta grow ellipsis">{[f.age(one.birthDate), t(`common:sex.${one.administrativeSex}`), one.birthDate && f.date(one.birthDate)].filter(Boolean).join(' · ')}</span>
              <span className="meta no-wrap">{one.maskedNam ?? one.fileNumber ?? ''}</span>
            </>
          ),
        }))}
      />
      {nobody && mayRegister && (
        <div>
          <Button small icon="plus" onClick={() => router.history.push(`/patients/new?text=${encodeURIComponent(asked)}&next=request`)}>
            {t('referrals:form.register')}
          </Button>
        </div>
      )}
    </div>
  );
}
