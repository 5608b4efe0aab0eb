import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route } from '#contract/treatments.ts';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { type DoseForm, rhythmKeys, units } from './dose-form.ts';
import { useTreatmentWords } from './use-treatment-words.ts';

export interface DoseFieldsProps {
  readonly form: DoseForm;
  readonly onChange: (form: DoseForm) => void;
  /** The routes of the drug; all where it is not of the catalogue. */
  readonly routes: readonly Route[];
  readonly isInvalid: boolean;
  readonly autoFocus?: boolean;
}

/** Amount, unit, how often, by which way. */
export function DoseFields({ form, onChange, routes, isInvalid, autoFocus }: DoseFieldsProps): ReactElement {
  const { t } = useTranslation('treatments');
  const words = useTreatmentWords();
  const set = (part: Partial<DoseForm>): void => onChange({ ...form, ...part });
  return (
    <>
      <div className="treatment-fields">
        <TextField label={t('dose.amount')} inputMode="decimal" value={form.amount} autoFocus={autoFocus} error={isInvalid ? t('issue.DOSE') : undefined} onChange={(event) => set({ amount: event.target.value })} />
        <Select label={t('dose.unit')} value={form.unit} options={units.map((unit) => ({ value: unit, label: words.unit(unit) }))} onChange={(event) => set({ unit: units.find((one) => one === event.target.value) ?? 'mg' })} />
        <Select
          label={t('dose.route')}
          value={form.route}
          placeholder={t('dose.noRoute')}
          options={[...routes, ...(form.route !== '' && !routes.includes(form.route) ? [form.route] : [])].map((route) => ({ value: route, label: t(`route.${route}`) }))}
          onChange={(event) => set({ route: routes.find((one) => one === event.target.value) ?? '' })}
        />
      </div>
      <Select
        label={t('dose.rhythm')}
        value={form.rhythm}
        options={[...rhythmKeys.map((key) => ({ value: key, label: t(`rhythm.${key}`) })), { value: 'other', label: t('rhythm.other') }]}
        onChange={(event) => set({ rhythm: rhythmKeys.find((one) => one === event.target.value) ?? 'other' })}
      />
      {form.rhythm === 'other' && (
        <div className="treatment-fields treatment-fields-two">
          <TextField label={t('dose.times')} inputMode="numeric" value={form.times} onChange={(event) => set({ times: event.target.value })} />
          <TextField label={t('dose.perDays')} inputMode="decimal" value={form.perDays} onChange={(event) => set({ perDays: event.target.value })} />
        </div>
      )}
      <Checkbox label={t('dose.asNeeded')} checked={form.asNeeded} onChange={(event) => set({ asNeeded: event.target.checked })} />
    </>
  );
}
