import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetValue, type RegistryFacet, registryFacets, type RegistryFilters } from '#contract/registry.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/field.tsx';
import { useRegistryWords } from './registry-words.ts';
import { useSettled } from './use-settled.ts';

/** Counting waits until the typing rests: the rows come first. */
const settleMilliseconds = 250;
/** Choices a facet shows before one asks for more. */
const fewValues = 5;

type Facets = Outputs['patients']['facets'];

/** How many there are by facet, once the search and the filters rest; `isOfEarlier` while they are those of an earlier question. */
export function useRegistryFacets(text: string, filters: RegistryFilters): { readonly facets: Facets | undefined; readonly isOfEarlier: boolean } {
  const question = useMemo(() => ({ text: text.trim(), filters }), [text, filters]);
  const settled = useSettled(question, settleMilliseconds);
  const { data, isPlaceholderData } = useQuery(api.patients.facets.queryOptions({ input: settled, placeholderData: keepPreviousData }));
  return { facets: data, isOfEarlier: isPlaceholderData || settled !== question };
}

interface RegistryFacetsProps {
  readonly facets: Facets | undefined;
  readonly filters: RegistryFilters;
  readonly onToggle: (facet: RegistryFacet, value: string) => void;
  /** Closes the panel where it floats. */
  readonly onClose: (() => void) | undefined;
}

/** What narrows the registry, with how many each choice would show. */
export const RegistryFacets = memo(function RegistryFacets({ facets, filters, onToggle, onClose }: RegistryFacetsProps): ReactElement {
  const { t } = useTranslation('registry');
  return (
    <section className="patients-facets" aria-label={t('filters')}>
      <div className="row patients-facets-head">
        <h2 className="title grow">{t('filters')}</h2>
        {onClose && <IconButton icon="close" label={t('closeFilters')} onClick={onClose} />}
      </div>
      {registryFacets.map((facet) => (
        <Facet key={facet} facet={facet} values={facets?.facets[facet] ?? []} chosen={filters[facet]} onToggle={(value) => onToggle(facet, value)} />
      ))}
    </section>
  );
});

interface FacetProps {
  readonly facet: RegistryFacet;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  readonly onToggle: (value: string) => void;
}

function Facet({ facet, values, chosen, onToggle }: FacetProps): ReactElement | null {
  const { t } = useTranslation('registry');
  const f = useFormat();
  const { valueWord } = useRegistryWords();
  const [isWhole, setWhole] = useState(false);
  // What is chosen stays in sight, also when nobody is left in it.
  const listed = [...values, ...chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, label: null, count: 0 }))];
  if (listed.length === 0) return null;
  const shown = isWhole ? listed : listed.filter(({ value }, index) => index < fewValues || chosen.includes(value));
  const most = Math.max(...listed.map(({ count }) => count ?? 0), 1);
  return (
    <fieldset className="patients-facet">
      <legend>{t(`facet.${facet}`)}</legend>
      {shown.map(({ value, label, count }) => (
        <div key={value} className="row patients-facet-value">
          <Checkbox
            label={<span title={valueWord(facet, value, label)}>{valueWord(facet, value, label)}</span>}
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
          />
          {count !== null && (
            <>
              <span className="patients-facet-bar" aria-hidden="true">
                <span style={{ width: `${Math.round((count / most) * 100)}%` }} />
              </span>
              <span className="meta numeric patients-facet-count">{f.number(count)}</span>
            </>
          )}
        </div>
      ))}
      {listed.length > fewValues && (
        <button type="button" className="patients-facet-more accent" onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? 'less' : 'more')}
        </button>
      )}
    </fieldset>
  );
}
