import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { Place } from './ranking/use-places.ts';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SlotOption } from './slot-option.tsx';

export interface SlotListProps<Slot extends FreeSlot> {
  readonly slots: readonly Slot[];
  /** The one under the keyboard. */
  readonly selected: Slot | null;
  readonly onSelect: (slot: Slot) => void;
  readonly modality: VisitModality;
  readonly dueOn: string | null;
  readonly queueRole: Role | null;
  readonly isStale: boolean;
  /** What is said above the places, where it is not how many there are. */
  readonly heading?: string | undefined;
  /** Looks for more places; null where all are shown. */
  readonly onMore: (() => void) | null;
}

/** Two professionals may have a place at the same instant, one of them in two modalities. */
export function slotKey(slot: FreeSlot & Partial<Pick<Place, 'modality'>>): string {
  return `${slot.startsAt} ${slot.practitionerId} ${slot.modality ?? ''}`;
}

/** The slot chosen, while it is still there, else the first. */
export function selectedSlot<Slot extends FreeSlot>(slots: readonly Slot[], chosen: string | null): Slot | null {
  return slots.find((slot) => slotKey(slot) === chosen) ?? slots[0] ?? null;
}

/** Places, soonest first: arrows or a digit choose. */
export function SlotList<Slot extends FreeSlot & Partial<Place>>({ slots, selected, onSelect, modality, dueOn, queueRole, isStale, heading, onMore }: SlotListProps<Slot>): ReactElement {
  const { t } = useTranslation('appointments');
  const options = useRef(new Map<string, HTMLDivElement>());
  const index = selected ? slots.indexOf(selected) : 0;
  const step = (by: number): void => {
    const next = slots[Math.min(Math.max(index + by, 0), slots.length - 1)];
    if (!next) return;
    onSelect(next);
    options.current.get(slotKey(next))?.focus();
  };
  useShortcut('ArrowDown', () => step(1), { label: t('find.nextPlace') });
  useShortcut('ArrowUp', () => step(-1), { label: t('find.previousPlace') });
  const hasSlots = slots.length > 0;
  useEffect(() => {
    const first = options.current.values().next().value;
    if (hasSlots && !document.activeElement?.closest('.schedule-panel')) first?.focus();
  }, [hasSlots]);
  return (
    <>
      <p className="meta schedule-count">
        {heading ?? t('find.count', { count: slots.length })}{' '}
        <span className="no-wrap">
          <Kbd keys="1" />–<Kbd keys="9" />
        </span>
      </p>
      <div className={isStale ? 'slots is-stale' : 'slots'} role="radiogroup" aria-label={t('find.places')}>
        {slots.map((one, position) => (
          <SlotOption
            key={slotKey(one)}
            slot={one}
            digit={position < 9 ? position + 1 : null}
            modality={one.modality ?? modality}
            reasons={one.reasons ?? null}
            dueOn={dueOn}
            queueRole={queueRole}
            isSelected={position === index}
            onSelect={() => onSelect(one)}
            ref={(element) => {
              if (element) options.current.set(slotKey(one), element);
              else options.current.delete(slotKey(one));
            }}
          />
        ))}
      </div>
      {onMore && (
        <Button tone="text" onClick={onMore}>
          {t('find.more')}
        </Button>
      )}
    </>
  );
}
