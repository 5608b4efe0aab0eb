import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentStatus } from '#contract/visit-steps';
import { Chip } from '../ui/chip.tsx';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';

export const statusIcons = { booked: 'clock', arrived: 'place', 'in-progress': 'target', done: 'check', 'no-show': 'alert', cancelled: 'close' } as const satisfies Record<AppointmentStatus, IconName>;

const tones = { booked: 'plain', arrived: 'accent', 'in-progress': 'accent', done: 'ok', 'no-show': 'warn', cancelled: 'plain' } as const;
const inks = { booked: '', arrived: 'accent', 'in-progress': 'accent', done: 'ok', 'no-show': 'warn', cancelled: 'ink-2' } as const;

/** Where a visit stands: icon and word. */
export function VisitStatus({ status, isConfirmed = false }: { readonly status: AppointmentStatus; readonly isConfirmed?: boolean }): ReactElement {
  const { t } = useTranslation('visits');
  return (
    <Chip tone={status === 'booked' && isConfirmed ? 'ok' : tones[status]} icon={status === 'booked' && isConfirmed ? 'check' : statusIcons[status]}>
      {status === 'booked' && isConfirmed ? t('status.confirmed') : t(`status.${status}`)}
    </Chip>
  );
}

/** The same without an edge, for the cell of a table or a line. */
export function VisitStatusWord({ status }: { readonly status: AppointmentStatus }): ReactElement {
  const { t } = useTranslation('visits');
  return (
    <span className={`row ${inks[status]}`}>
      <Icon name={statusIcons[status]} size="small" />
      {t(`status.${status}`)}
    </span>
  );
}
