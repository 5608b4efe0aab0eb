import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '#contract/triage.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';

export interface CodeListProps {
  readonly label: string;
  readonly add: string;
  readonly help: string;
  readonly choices: readonly { readonly code: string; readonly label: Bilingual }[];
  readonly chosen: readonly string[];
  readonly most: number;
  readonly onChange: (codes: readonly string[]) => void;
}

/** Some of a long list: each chosen one is named and may be taken out, the rest is added from a select. */
export function CodeList({ label, add, help, choices, chosen, most, onChange }: CodeListProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const nameOf = (code: string): string => choices.find((one) => one.code === code)?.label[f.language] ?? code;
  return (
    <div className="stack">
      <Select
        label={label} optional help={help} value="" placeholder={add} options={choices.filter(({ code }) => !chosen.includes(code)).map((one) => ({ value: one.code, label: one.label[f.language] }))}
        onChange={(event) => event.target.value !== '' && onChange([...chosen, event.target.value].slice(0, most))}
      />
      {chosen.length > 0 && (
        <ul aria-label={label} className="row wrap">
          {chosen.map((code) => (
            <li key={code} className="row">
              {nameOf(code)}
              <Button small tone="text" label={`${t('editor.remove')}, ${nameOf(code)}`} onClick={() => onChange(chosen.filter((other) => other !== code))}>
                {t('editor.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
