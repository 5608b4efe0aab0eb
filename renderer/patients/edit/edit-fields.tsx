import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { identityDocument, maritalStatus } from '#contract/patient-edits.ts';
import { administrativeSex } from '#contract/values.ts';
import { useClinic } from '../../session/session-state.ts';
import { useFormat } from '../../text/use-format.ts';
import { offeredLanguages } from '../../text/spoken-languages.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { healthRegions } from '../health-regions.ts';
import { mobilityOrder, teleOrder } from '../register-fields.tsx';
import { parsePartialDate } from '../typed-date.ts';
import { useEntryWarnings } from '../use-entry-warnings.tsx';
import { useFieldWords } from '../use-field-words.ts';
import type { EditField, EditForm } from './edit-form.ts';

export interface EditFieldsProps {
  readonly form: EditForm;
  readonly errorOf: (field: EditField) => string | undefined;
  readonly onChange: (field: EditField, value: string) => void;
  /** The numbers, between who the person is and how to reach them. */
  readonly numbers: ReactNode;
}

/** Who the person is, how to reach them, what a visit takes into account, their death. */
export function EditFields({ form, errorOf, onChange, numbers }: EditFieldsProps): ReactElement {
  const { t } = useTranslation(['record', 'patients', 'common']);
  const f = useFormat();
  const clinic = useClinic();
  const words = useFieldWords();
  const warning = useEntryWarnings({ ...form, country: form.country || null });

  const text = (field: EditField, help?: ReactNode, required = false): ReactElement => (
    <TextField
      label={words.field(field)}
      aria-required={required || undefined}
      help={help}
      error={errorOf(field)}
      value={form[field]}
      autoFocus={field === 'familyName'}
      onChange={(event) => onChange(field, event.target.value)}
    />
  );
  /** A code this list does not hold is shown by its words until another is chosen. */
  const select = (field: EditField, codes: readonly string[], placeholder?: string): ReactElement => (
    <Select
      label={words.field(field)}
      placeholder={placeholder}
      error={errorOf(field)}
      value={form[field]}
      options={[...codes, ...(form[field] !== '' && !codes.includes(form[field]) ? [form[field]] : [])].map((code) => ({ value: code, label: words.value(field, code) }))}
      onChange={(event) => onChange(field, event.target.value)}
    />
  );
  const birthDate = parsePartialDate(form.birthDate);
  const deceasedOn = parsePartialDate(form.deceasedOn);
  return (
    <>
      <Sheet title={t('patients:form.identity')} padded>
        <div className="patients-fields patients-fields-three">
          {text('familyName', undefined, true)}
          {text('givenName', undefined, true)}
          {text('birthFamilyName')}
          {text('birthDate', birthDate ? [f.date(birthDate, 'long'), f.age(birthDate)].filter(Boolean).join(' · ') : t('record:edit.partialHelp'), true)}
          {select('administrativeSex', administrativeSex.options)}
          {text('gender', t('record:edit.genderHelp'))}
          {text('prefix')}
          {select('language', offeredLanguages, t('record:value.unstated'))}
          {select('maritalStatus', maritalStatus.options, t('record:value.unstated'))}
          {select('identityDocument', identityDocument.options, t('record:edit.notSeen'))}
          {text('identityVerifiedOn')}
          {text('birthPlaceCode', t('record:edit.placeHelp'))}
        </div>
      </Sheet>
      {numbers}
      <Sheet title={t('patients:form.contact')} padded>
        <div className="patients-fields patients-fields-three">
          {text('phone', warning('phone'))}
          {text('email', warning('email'))}
          {clinic.country === 'CA' ? select('regionCode', healthRegions, t('patients:form.regionNone')) : text('regionCode')}
          {text('addressLine')}
          {text('city')}
          {text('postalCode', warning('postalCode'))}
          {text('country', t('record:edit.countryHelp'))}
          {select('mobility', mobilityOrder)}
          {select('teleSuitability', teleOrder)}
        </div>
      </Sheet>
      <Sheet title={t('record:edit.death')} padded>
        <div className="patients-fields patients-fields-three">
          <SegmentedField
            label={words.field('deceased')}
            options={[{ value: 'no', label: t('record:value.no') }, { value: 'yes', label: t('record:value.yes') }]}
            value={form.deceased === 'yes' ? 'yes' : 'no'}
            onChange={(value) => onChange('deceased', value)}
          />
          {(form.deceased === 'yes' || form.deceasedOn !== '') && text('deceasedOn', deceasedOn ? f.date(deceasedOn, 'long') : t('record:edit.partialHelp'))}
        </div>
      </Sheet>
    </>
  );
}
