import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { regionCodes, type FirstStartForm } from './first-start-form.ts';
import { LanguageSwitch } from './language-switch.tsx';

export const firstStartSteps = ['clinic', 'place', 'administrator', 'recovery', 'opening'] as const;
export type FirstStartStep = (typeof firstStartSteps)[number];

/** Where the recovery sheet stands: on screen only, on paper, read back from paper. */
export type SheetState = 'new' | 'kept' | 'checked';

const sheetNotes = { new: 'firstStart.stepNote.recoveryToPrint', kept: 'firstStart.stepNote.recoveryToCheck', checked: 'firstStart.stepNote.recoveryChecked' } as const;

export interface FirstStartSideProps {
  readonly step: FirstStartStep;
  readonly values: FirstStartForm;
  readonly sheet: SheetState;
  readonly mayChangeLanguage: boolean;
}

/** The five steps at the left, with what was answered. */
export function FirstStartSide({ step, values, sheet, mayChangeLanguage }: FirstStartSideProps): ReactElement {
  const { t } = useTranslation('session');
  const current = firstStartSteps.indexOf(step);
  const notes = useStepNotes(values, step, sheet);
  return (
    <aside className="first-start-side" aria-label={t('firstStart.steps')}>
      <div className="door-brand">Relais</div>
      <div className="meta">{t('firstStart.title')}</div>
      <ol className="first-start-steps">
        {firstStartSteps.map((name, index) => (
          <li key={name} className={index < current ? 'step-done' : index === current ? 'step-current' : undefined} aria-current={index === current ? 'step' : undefined}>
            <span className="step-number">{index < current ? <Icon name="check" size="small" /> : index + 1}</span>
            <div className="step-words">
              <b>{t(`firstStart.step.${name}`)}</b>
              <div className="meta">{index <= current || name === 'opening' ? notes[name] : ''}</div>
            </div>
          </li>
        ))}
      </ol>
      <div className="first-start-foot">
        <Icon name="saved" size="small" />
        {t('firstStart.kept')}
        <span className="grow" />
        {mayChangeLanguage && <LanguageSwitch />}
      </div>
    </aside>
  );
}

function useStepNotes(values: FirstStartForm, step: FirstStartStep, sheet: SheetState): Record<FirstStartStep, string> {
  const { t } = useTranslation(['session', 'common']);
  const region = regionCodes.find((code) => code === values.region);
  const language = t(`firstStart.languageName.${values.language}`);
  const country = t(`common:country.${values.country}`);
  const place = region && values.country === 'CA' ? [t('common:country.CA').split(' (')[0], `${t(`common:region.${region}`)} (${region})`] : [country];
  const isPlaced = firstStartSteps.indexOf(step) > 1;
  return {
    clinic: values.name,
    place: isPlaced ? [...place, language].join(', ') : '',
    administrator: [values.givenName, values.familyName].join(' ').trim(),
    recovery: t(sheetNotes[sheet]),
    opening: step === 'opening' ? t('firstStart.stepNote.openingReady') : '',
  };
}
