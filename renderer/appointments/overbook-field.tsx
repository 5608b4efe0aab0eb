import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import { ReasonField, type ReasonFieldProps } from './reason-field.tsx';

/** Why a place is taken over another visit of the professional; nothing where it is free. */
export function OverbookField({ slot, ...field }: ReasonFieldProps & { readonly slot: FreeSlot }): ReactElement | null {
  const { t } = useTranslation('visits');
  if (!slot.overbooks) return null;
  return <ReasonField {...field} label={t('overbook.label')} help={t('overbook.help', { name: slot.professionalName })} />;
}
