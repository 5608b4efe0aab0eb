import type { ReactElement, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { Role } from '#contract/permissions';
import type { SlotReason } from '#contract/slots';
import type { VisitModality } from '#contract/values';
import { daysBetween } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { modalityIcons } from '../ui/modality-mark.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useAwayWords } from './away-words.ts';
import { SlotReasons } from './ranking/slot-reasons.tsx';
import { useVisitWords } from './visit-words.ts';

export interface SlotOptionProps {
  readonly slot: FreeSlot;
  /** 1 to 9 for those a digit reaches. */
  readonly digit: number | null;
  readonly modality: VisitModality;
  /** Why it stands where it stands; null where places are not ranked. */
  readonly reasons: readonly SlotReason[] | null;
  readonly dueOn: string | null;
  /** Role the referral was routed to, to say when the professional has another. */
  readonly queueRole: Role | null;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly ref: Ref<HTMLDivElement> | undefined;
}

/** One place: when, with whom, and in short facts why it does or does not suit. */
export function SlotOption({ slot, digit, modality, reasons, dueOn, queueRole, isSelected, onSelect, ref }: SlotOptionProps): ReactElement {
  const { t } = useTranslation(['appointments', 'visits']);
  const f = useFormat();
  const words = useVisitWords();
  const awayWords = useAwayWords();
  const [date = '', time = ''] = slot.localStart.split('T');
  const keys = String(digit ?? 0);
  useShortcut(keys, onSelect, { enabled: digit !== null });
  return (
    <div ref={ref} className="slot" role="radio" aria-checked={isSelected} tabIndex={isSelected ? 0 : -1} aria-keyshortcuts={digit === null ? undefined : keys} onClick={onSelect}>
      <div className="row">
        {digit === null ? <span className="slot-digit" /> : <Kbd keys={keys} />}
        <b className="grow ellipsis">{t('slot.when', { day: f.relativeDay(date), time: f.time(time) })}</b>
        <span className="meta row slot-length">
          <Icon name={modalityIcons[modality]} size="small" />
          {t('slot.minutes', { count: slot.minutes })}
        </span>
      </div>
      <div className="meta slot-who ellipsis">
        {slot.professionalName}, {words.role(slot.role)}
      </div>
      {words.where(slot) !== '' && <div className="meta slot-who ellipsis">{words.where(slot)}</div>}
      {slot.overbooks && (
        <div className="meta warn row">
          <Icon name="alert" size="small" />
          {t('visits:overbook.mark')}
        </div>
      )}
      {reasons !== null && <SlotReasons reasons={reasons} isSelected={isSelected} />}
      {reasons === null && <ul className="slot-facts">
        {dueOn && <DelayFact days={daysBetween(date, dueOn)} />}
        {slot.away.length > 0 && (
          <li className="warn">
            <Icon name="alert" size="small" />
            {awayWords.all(slot.away)}
          </li>
        )}
        {queueRole && queueRole !== slot.role && (
          <li>
            <Icon name="minus" size="small" />
            {t('slot.otherRole', { role: words.role(queueRole) })}
          </li>
        )}
      </ul>}
    </div>
  );
}

function DelayFact({ days }: { readonly days: number }): ReactElement {
  const { t } = useTranslation('appointments');
  if (days < 0) {
    return (
      <li className="danger">
        <Icon name="alert" size="small" />
        {t('slot.late', { count: -days })}
      </li>
    );
  }
  return (
    <li>
      <span className="ok">
        <Icon name="check" size="small" />
      </span>
      {days === 0 ? t('slot.lastDay') : t('slot.inTime', { count: days })}
    </li>
  );
}
