import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#contract/permissions';

/** Roles whose queues a team looks at. */
const teams = ['rheumatologist', 'ips', 'nurse', 'physiotherapist', 'occupational-therapist', 'kinesiologist', 'pharmacist'] as const satisfies readonly Role[];

/** Chooses whose queue is shown: one profession, or the whole team. */
export function TeamQueue({ role, onChange }: { readonly role: Role | null; readonly onChange: (role: Role | null) => void }): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  return (
    <label className="row triage-team">
      <span className="meta">{t('referrals:queue.team')}</span>
      <select className="input" value={role ?? ''} onChange={(event) => onChange(teams.find((one) => one === event.target.value) ?? null)}>
        <option value="">{t('referrals:queue.wholeTeam')}</option>
        {teams.map((one) => (
          <option key={one} value={one}>
            {t(`common:role.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
