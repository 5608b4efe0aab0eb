import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SlotOption } from './slot-option.tsx';

export interface SlotListProps {
  readonly slots: readonly FreeSlot[];
  /** The one under the keyboard. */
  readonly selected: FreeSlot | null;
  readonly onSelect: (slot: FreeSlot) => void;
  readonly modality: VisitModality;
  readonly dueOn: string | null;
  readonly queueRole: Role | null;
  readonly isStale: boolean;
  /** Looks for more places; null where all are shown. */
  readonly onMore: (() => void) | null;
}

/** Two professionals may have a place at the same instant. */
export function slotKey(slot: FreeSlot): string {
  return `${slot.startsAt} ${slot.practitionerId}`;
}

/** The slot chosen, while it is still there, else the first. */
export function selectedSlot(slots: readonly FreeSlot[], chosen: string | null): FreeSlot | null {
  return slots.find((slot) => slotKey(slot) === chosen) ?? slots[0] ?? null;
}

/** Places, soonest first: arrows or a digit choose. */
export function SlotList({ slots, selected, onSelect, modality, dueOn, queueRole, isStale, onMore }: SlotListProps): ReactElement {
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
        {t('find.count', { count: slots.length })} <Kbd keys="1" />–<Kbd keys="9" />
      </p>
      <div className={isStale ? 'slots is-stale' : 'slots'} role="radiogroup" aria-label={t('find.places')}>
        {slots.map((one, position) => (
          <SlotOption
            key={slotKey(one)}
            slot={one}
            digit={position < 9 ? position + 1 : null}
            modality={modality}
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
