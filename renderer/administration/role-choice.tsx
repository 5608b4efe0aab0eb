import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, type Role } from '#contract/permissions.ts';
import { Checkbox, FieldGroup } from '../ui/field.tsx';

export interface RoleChoiceProps {
  readonly chosen: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  readonly error?: string | undefined;
}

const withoutPatients: readonly Role[] = ['secretary', 'programme-lead', 'administrator'];

/** Whether who holds this role sees patients, and has a calendar. */
export const seesPatients = (role: Role): boolean => !withoutPatients.includes(role);

/** The roles a person holds: one or several. */
export function RoleChoice({ chosen, onChange, error }: RoleChoiceProps): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const onlyAdministers = chosen.length === 1 && chosen[0] === 'administrator';
  return (
    <FieldGroup label={t('accounts:roles')} help={onlyAdministers ? t('accounts:noClinicalAccess') : undefined} error={error}>
      <div className="account-roles">
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={t(`common:role.${role}`)}
            checked={chosen.includes(role)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
