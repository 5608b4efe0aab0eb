import type { DrugIngredient, DrugProduct } from '#contract/treatments.ts';

export interface FoundDrug {
  readonly ingredient: DrugIngredient;
  readonly product: DrugProduct | null;
}

/** No list one chooses from is longer. */
const most = 30;

/**
 * Drugs whose name, other names, brand or DIN begin a word with what is typed: ingredients first, each followed by nothing
 * else, then products. Nothing typed: the ingredients.
 */
export function matchingDrugs(text: string, ingredients: readonly DrugIngredient[], products: readonly DrugProduct[]): readonly FoundDrug[] {
  const asked = folded(text);
  const named = ingredients.filter((one) => [one.label.fr, one.label.en, ...one.names, ...one.atc].some((name) => begins(name, asked)));
  const byKey = new Map(ingredients.map((one) => [one.key, one]));
  const made =
    asked.length < 2
      ? []
      : products.flatMap((product): FoundDrug[] => {
          const ingredient = byKey.get(product.ingredient);
          return ingredient && (begins(product.name, asked) || product.din.startsWith(asked) || named.includes(ingredient)) ? [{ ingredient, product }] : [];
        });
  return [...named.map((ingredient) => ({ ingredient, product: null })), ...made].slice(0, most);
}

function begins(name: string, asked: string): boolean {
  const words = folded(name);
  return words.startsWith(asked) || words.includes(` ${asked}`);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ');
}
