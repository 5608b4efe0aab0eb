import type { DrugIngredient, DrugProduct } from '#contract/treatments.ts';

/** Which drug of the catalogue a row means: by its DIN, its ATC code, else by a name in its words. Pure. */

export const drugSystems = { atc: 'http://www.whocc.no/atc', din: 'http://hl7.org/fhir/NamingSystem/ca-hc-din' } as const;

export interface Coded {
  readonly system: string | null;
  readonly code: string | null;
}

export interface Recognised {
  readonly ingredient: DrugIngredient | null;
  readonly product: DrugProduct | null;
  /** The ATC code the row itself says, else that of the drug. */
  readonly atc: string | null;
}

/** Prepares a catalogue once: a record is read drug by drug. */
export function recogniser({ ingredients, products }: { readonly ingredients: readonly DrugIngredient[]; readonly products: readonly DrugProduct[] }): (codings: readonly Coded[], text: string) => Recognised {
  const byKey = new Map(ingredients.map((one) => [one.key, one]));
  const byDin = new Map(products.map((one) => [one.din, one]));
  const byAtc = new Map(ingredients.flatMap((one) => one.atc.map((code) => [code, one] as const)));
  const brands = products.flatMap(({ name, ingredient }) => {
    const brand = folded(name).split(' ')[0] ?? '';
    // A maker's short name before the drug's ("pms-methotrexate") is no brand.
    return brand.length >= 5 && !/^(apo|pms|jamp|auro|sandoz|teva|taro|mint|nra|ach|mar|gln|m)\b/.test(brand) ? [[brand, ingredient] as const] : [];
  });
  const named = [...ingredients.flatMap((one) => [one.label.fr, one.label.en, ...one.names].map((name) => [folded(name), one.key] as const)), ...brands]
    .sort(([a], [b]) => b.length - a.length);
  return (codings, text) => {
    const product = codings.map(({ code }) => byDin.get(code ?? '')).find((one) => one !== undefined) ?? null;
    const atc = codings.find(({ system, code }) => code !== null && (system === drugSystems.atc || byAtc.has(code)))?.code ?? null;
    const words = ` ${folded(text)} `;
    const key = product?.ingredient ?? (atc === null ? undefined : byAtc.get(atc)?.key) ?? (atc === null ? named.find(([name]) => words.includes(` ${name} `))?.[1] : undefined);
    const ingredient = byKey.get(key ?? '') ?? null;
    return { ingredient, product, atc: atc ?? product?.atc ?? ingredient?.atc[0] ?? null };
  };
}

/** Lower case, without accents, words apart. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ');
}
