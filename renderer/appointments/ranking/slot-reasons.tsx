import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlotReason } from '#contract/slots';
import { useFormat } from '../../text/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useReasonWords } from './use-reason-words.ts';

/** Reasons told with a place that is not the one under the keyboard. */
const toldReasons = 3;

/** Why a place stands where it stands, what it gains or loses by each; all of it for the one under the keyboard. */
export function SlotReasons({ reasons, isSelected }: { readonly reasons: readonly SlotReason[]; readonly isSelected: boolean }): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const words = useReasonWords();
  const signed = (points: number): string => `${points > 0 ? '+' : '\u2212'}${f.number(Math.abs(points))}`;
  return (
    <ul className="slot-facts" aria-label={t('why')}>
      {(isSelected ? reasons : reasons.slice(0, toldReasons)).map((reason) => (
        <li key={reason.code} className={reason.code === 'late' ? 'danger' : undefined}>
          <span className={reason.points > 0 ? 'ok' : undefined}>
            <Icon name={reason.code === 'late' ? 'alert' : reason.points > 0 ? 'check' : 'minus'} size="small" />
          </span>
          <span className="grow">{words.reason(reason)}</span>
          <span className="tabular slot-points">{signed(reason.points)}</span>
        </li>
      ))}
    </ul>
  );
}
