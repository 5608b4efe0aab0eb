import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfessionalDay } from '#contract/appointments';

export interface ProfessionalFilterProps {
  readonly people: readonly ProfessionalDay[];
  /** Empty: the whole team. */
  readonly value: string;
  /** Offers the whole team. */
  readonly hasAll: boolean;
  readonly onChange: (practitionerId: string) => void;
  readonly note: ReactNode;
  /** What can be done with what is shown. */
  readonly children?: ReactNode;
}

/** Whose visits are shown. */
export function ProfessionalFilter({ people, value, hasAll, onChange, note, children }: ProfessionalFilterProps): ReactElement {
  const { t } = useTranslation('appointments');
  return (
    <div className="schedule-tools no-print">
      <label className="row">
        <span className="meta">{t('list.filter')}</span>
        <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {hasAll && <option value="">{t('list.allProfessionals')}</option>}
          {people.map((person) => (
            <option key={person.practitionerId} value={person.practitionerId}>
              {person.displayName}
            </option>
          ))}
        </select>
      </label>
      <span className="meta">{note}</span>
      {children}
    </div>
  );
}
