import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type CareSite, careSite, type PathwayRole, pathwayRole } from '#contract/pathways.ts';
import { useDoseWords } from '../../doses/use-dose-words.ts';
import { Checkbox, FieldGroup } from '../../ui/field.tsx';

interface ChoiceGroupProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly error: string | undefined;
  readonly onChange: (chosen: Value[]) => void;
}

/** Some of a few, each with its box; kept in the order they are offered. */
function ChoiceGroup<Value extends string>({ label, options, chosen, error, onChange }: ChoiceGroupProps<Value>): ReactElement {
  return (
    <FieldGroup label={label} error={error}>
      <div className="pathway-choices">
        {options.map((option) => (
          <Checkbox key={option.value} label={option.label} checked={chosen.includes(option.value)} onChange={(event) => onChange(options.map(({ value }) => value).filter((value) => (value === option.value ? event.target.checked : chosen.includes(value))))} />
        ))}
      </div>
    </FieldGroup>
  );
}

/** Everybody who acts on a pathway. */
export const pathwayRoles = pathwayRole.options;

type Chosen<Value extends string> = Omit<ChoiceGroupProps<Value>, 'options'>;

/** Who of those who act on a pathway. */
export function RoleChoice(props: Chosen<PathwayRole>): ReactElement {
  const words = useDoseWords();
  return <ChoiceGroup {...props} options={pathwayRoles.map((value) => ({ value, label: words.roles([value]) }))} />;
}

/** At which places of care. */
export function SiteChoice(props: Chosen<CareSite>): ReactElement {
  const { t } = useTranslation('pathways');
  return <ChoiceGroup {...props} options={careSite.options.map((value) => ({ value, label: t(`site.${value}`) }))} />;
}
