import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { offeredLanguages } from '../text/spoken-languages.ts';
import { Checkbox, FieldGroup } from '../ui/field.tsx';

export interface LanguageChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (languages: readonly string[]) => void;
}

/** The languages somebody speaks with patients; one a file brought that is not among those offered stays. */
export function LanguageChoice({ chosen, onChange }: LanguageChoiceProps): ReactElement {
  const { t } = useTranslation('accounts');
  const f = useFormat();
  return (
    <FieldGroup label={t('languages')} help={t('languagesHelp')}>
      <div className="account-roles account-languages">
        {[...offeredLanguages, ...chosen.filter((one) => !offeredLanguages.includes(one))].map((language) => (
          <Checkbox
            key={language}
            label={f.languageName(language)}
            checked={chosen.includes(language)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, language] : chosen.filter((one) => one !== language))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
