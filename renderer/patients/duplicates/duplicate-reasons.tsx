import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeighedReason } from '#contract/duplicates.ts';
import { Chip } from '../../ui/chip.tsx';

/** What everybody shares with every second person is left to the comparison. */
const everyday: ReadonlySet<string> = new Set(['same-sex']);

/** Why two records are taken for one, the weightiest first; what speaks against is struck by its sign. */
export function DuplicateReasons({ reasons }: { readonly reasons: readonly WeighedReason[] }): ReactElement {
  const { t } = useTranslation('duplicates');
  return (
    <span className="row wrap duplicates-reasons">
      {reasons
        .filter(({ reason }) => !everyday.has(reason))
        .map(({ reason, weight }) => (
          <Chip key={reason} tone={weight > 0 ? 'warn' : 'plain'} icon={weight > 0 ? 'alert' : 'minus'}>
            {t(`reason.${reason}`)}
          </Chip>
        ))}
    </span>
  );
}
