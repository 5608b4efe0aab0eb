import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrugIngredient, DrugProduct } from '#contract/treatments.ts';
import { SearchField } from '../referrals/search-field.tsx';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { matchingDrugs } from './drug-search.ts';
import { useTreatmentWords } from './use-treatment-words.ts';

/** The drug a line is of: one of the catalogue, with a product or not, or in words. */
export interface ChosenDrug {
  readonly ingredient: DrugIngredient | null;
  readonly product: DrugProduct | null;
  readonly text: string;
}

export interface DrugFieldProps {
  readonly ingredients: readonly DrugIngredient[];
  readonly products: readonly DrugProduct[];
  readonly drug: ChosenDrug | null;
  readonly onChange: (drug: ChosenDrug | null) => void;
  readonly error?: string | undefined;
}

/** Finds a drug by its name, its brand or its DIN. */
export function DrugField({ ingredients, products, drug, onChange, error }: DrugFieldProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const words = useTreatmentWords();
  const [text, setText] = useState('');
  if (drug) {
    const { ingredient, product } = drug;
    return (
      <div className="field">
        <span className="field-label">{t('add.drug')}</span>
        <div className="request-chosen">
          <span className="grow">
            <b>{ingredient?.label[f.language] ?? drug.text}</b> <span className="meta">{ingredient ? t(`drugClass.${ingredient.drugClass}`) : t('add.notListed')}</span>
            {product && <span className="meta treatment-product">{[product.name, words.strength(product), product.form[f.language], t('list.din', { din: product.din })].join(' · ')}</span>}
          </span>
          <Button small tone="text" onClick={() => onChange(null)}>
            {t('add.change')}
          </Button>
        </div>
      </div>
    );
  }
  const found = matchingDrugs(text, ingredients, products);
  const typed = text.trim();
  return (
    <SearchField
      label={t('add.drug')}
      help={t('add.drugHelp')}
      error={error}
      text={text}
      onText={setText}
      autoFocus
      options={[
        ...found.map(({ ingredient, product }) => ({
          key: product?.din ?? ingredient.key,
          choose: () => onChange({ ingredient, product, text: '' }),
          content: product ? (
            <>
              <span className="grow ellipsis">{product.name}</span>
              <span className="meta ellipsis">{[words.strength(product), product.form[f.language], product.din].join(' · ')}</span>
            </>
          ) : (
            <>
              <b className="grow ellipsis">{ingredient.label[f.language]}</b>
              <span className="meta no-wrap">{t(`drugClass.${ingredient.drugClass}`)}</span>
            </>
          ),
        })),
        ...(typed.length > 2 ? [{ key: 'words', choose: () => onChange({ ingredient: null, product: null, text: typed }), content: <span className="ellipsis">{t('add.asWords', { text: typed })}</span> }] : []),
      ]}
    />
  );
}
