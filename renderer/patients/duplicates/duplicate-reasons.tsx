import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeighedReason } from '#contract/duplicates.ts';
import { Chip } from '../../ui/chip.tsx';

/** What everybody shares with every second person is left to the comparison. */
const everyday: ReadonlySet<string> = new Set(['same-sex']);

/** Why two records are taken for one, the weightiest first; what speaks against is struck by its sign. With `most`, the others are counted. */
export function DuplicateReasons({ reasons, most = Infinity }: { readonly reasons: readonly WeighedReason[]; readonly most?: number }): ReactElement {
  const { t } = useTranslation('duplicates');
  const told = reasons.filter(({ reason }) => !everyday.has(reason));
  return (
    <span className="row wrap duplicates-reasons">
      {told.slice(0, most).map(({ reason, weight }) => (
        <Chip key={reason} tone={weight > 0 ? 'warn' : 'plain'} icon={weight > 0 ? 'alert' : 'minus'}>
          {t(`reason.${reason}`)}
        </Chip>
      ))}
      {told.length > most && <span className="meta no-wrap">+{told.length - most}</span>}
    </span>
  );
}
