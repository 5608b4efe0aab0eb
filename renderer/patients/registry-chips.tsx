import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type RegistryFacet, registryFacets, type RegistryFilters } from '#contract/registry.ts';
import type { Outputs } from '#contract/index.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { useRegistryWords } from './registry-words.ts';

interface RegistryChipsProps {
  readonly filters: RegistryFilters;
  readonly facets: Outputs['patients']['facets'] | undefined;
  readonly onRemove: (facet: RegistryFacet, value: string) => void;
  readonly onClear: () => void;
}

/** The chosen filters, each a chip one can take away. */
export function RegistryChips({ filters, facets, onRemove, onClear }: RegistryChipsProps): ReactElement | null {
  const { t } = useTranslation('registry');
  const { valueWord } = useRegistryWords();
  const chosen = registryFacets.flatMap((facet) => filters[facet].map((value) => ({ facet, value })));
  if (chosen.length === 0) return null;
  const labelOf = (facet: RegistryFacet, value: string): string | null => facets?.facets[facet]?.find((one) => one.value === value)?.label ?? null;
  return (
    <div className="row wrap patients-chips" role="group" aria-label={t('chips')}>
      {chosen.map(({ facet, value }) => {
        const words = { facet: t(`facet.${facet}`), value: valueWord(facet, value, labelOf(facet, value)) };
        return (
          <Chip key={`${facet} ${value}`} tone="accent" icon="filter" onRemove={() => onRemove(facet, value)} removeLabel={t('removeChip', words)}>
            {t('chip', words)}
          </Chip>
        );
      })}
      <Button small tone="text" onClick={onClear}>
        {t('clear')}
      </Button>
    </div>
  );
}
