import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';

/** As many answers are counted in main; more are "more than". */
const mostCounted = 20_000;

interface RegistryCountProps {
  readonly text: string;
  readonly isFiltered: boolean;
  readonly total: number | null | undefined;
  /** The number is that of an earlier question. */
  readonly isEarlier: boolean;
  readonly all: number | undefined;
}

/** How many the registry holds, or answer. */
export function RegistryCount({ text, isFiltered, total, isEarlier, all }: RegistryCountProps): ReactElement {
  const { t } = useTranslation(['patients', 'registry']);
  const f = useFormat();
  // What was said of an earlier question stays, dimmed, until the present one is counted.
  const [said, say] = useState('');
  const words = isEarlier ? said : presentWords();
  if (words !== said) say(words);
  return (
    <span role="status" className={isEarlier ? 'patients-count-earlier' : undefined}>
      {words}
    </span>
  );

  function presentWords(): string {
    if (total === undefined || (isFiltered && total === null)) return '';
    const formatted = f.number(total ?? mostCounted);
    if (isFiltered && all !== undefined) return t('registry:of', { found: formatted, all: f.number(all) });
    if (text.trim() === '') return t('registry.count', { count: total ?? 0, formatted });
    return total === null ? t('registry.manyFound', { formatted }) : t('registry.found', { count: total, formatted });
  }
}
