import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { VisitResource } from '#contract/resources';
import type { VisitModality } from '#contract/values';
import { api } from '../link/client.ts';
import { Select } from '../ui/field.tsx';

export interface ChosenRoom {
  /** The rooms that are free there. */
  readonly rooms: readonly VisitResource[];
  /** Null: any. */
  readonly roomId: string | null;
  readonly choose: (roomId: string | null) => void;
}

/** The room somebody chooses for a visit at a place; a choice that is not free at another place is forgotten there. */
export function useRoomChoice(slot: FreeSlot | null, { modality, purpose, moving }: { readonly modality: VisitModality; readonly purpose: string | null; readonly moving: string | null }): ChosenRoom {
  const [chosen, choose] = useState<string | null>(null);
  const free = useQuery(
    api.resources.free.queryOptions({
      input: { practitionerId: slot?.practitionerId ?? '', startsAt: slot?.startsAt ?? '', minutes: slot?.minutes ?? 5, modality, purpose, moving },
      enabled: slot !== null && modality === 'IN_PERSON' && (purpose !== null || moving !== null), placeholderData: keepPreviousData,
    }),
  );
  const rooms = free.data && !free.isPlaceholderData ? free.data.rooms : [];
  return { rooms, roomId: rooms.some(({ id }) => id === chosen) ? chosen : null, choose };
}

/** Which room, where more than one is free. */
export function RoomField({ rooms, roomId, choose }: ChosenRoom): ReactElement | null {
  const { t } = useTranslation('appointments');
  if (rooms.length < 2) return null;
  return (
    <Select
      label={t('find.room')}
      value={roomId ?? ''}
      onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}
      placeholder={t('find.anyRoom')}
      options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
