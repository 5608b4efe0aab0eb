import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Makes the drug catalogue of the program from Health Canada's product list and the ingredients chosen here. */

const root = join(import.meta.dirname, '../..');
export const cataloguePath = join(root, 'main/treatments/content/drug-catalogue.json');

const label = z.object({ fr: z.string(), en: z.string() });
const ingredients = z.array(z.strictObject({
  key: z.string(), label, drugClass: z.string(), atc: z.array(z.string()), names: z.array(z.string()), originators: z.array(z.string()),
  usual: z.object({ route: z.string(), unit: z.string(), perDays: z.number() }), routes: z.array(z.string()),
}));

/** Codes of routes in the product list, as the clinic writes them. */
const routeCodes: Readonly<Record<string, string>> = {
  ORAL: 'PO', SUBCUTANEOUS: 'SC', INTRAVENOUS: 'IV', INTRAMUSCULAR: 'IM', 'INTRA-ARTICULAR': 'IA', INTRASYNOVIAL: 'IA', INTRABURSAL: 'IA',
};

/** The catalogue as text of its file: one ingredient or product a line. */
export function drugCatalogue(): string {
  const known = ingredients.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'ingredients.json'), 'utf8')));
  const rows: Record<string, string>[] = parse(readFileSync(join(import.meta.dirname, 'dpd-antirheumatics.csv'), 'utf8'), { columns: true });
  const products = rows.flatMap((row) => {
    const one = known.find(({ atc }) => atc.includes(row['atc'] ?? ''));
    if (!one) return [];
    const routes = [...new Set((row['voie_en|fr'] ?? '').split('; ').flatMap((route) => routeCodes[route.split('|')[0] ?? ''] ?? []))];
    const forms = (row['forme_en|fr'] ?? '').split('; ').map((form) => form.split('|'));
    const brand = row['marque'] ?? '';
    const origin = one.drugClass !== 'bDMARD' && one.originators.length === 0 ? null : one.originators.some((name) => brand.startsWith(name)) ? 'originator' : 'biosimilar';
    return [{
      din: row['din'], name: brand, ingredient: one.key, atc: row['atc'], strength: (row['dose'] ?? '').toLowerCase(), routes,
      form: { fr: forms.map(([en, fr]) => fr ?? en).join('; '), en: forms.map(([en]) => en ?? '').map((en) => en.charAt(0) + en.slice(1).toLowerCase()).join('; ') }, origin,
    }];
  });
  const lines = (list: readonly object[]): string => list.map((one) => `      ${JSON.stringify(one)}`).join(',\n');
  const offered = known.map(({ originators: _originators, ...one }) => one);
  return `{
  "kind": "drug-catalogue",
  "id": "rheumatology-drugs",
  "version": "1.0.0",
  "status": "unreviewed",
  "sources": [
    { "code": "DPD", "label": { "fr": "Base de données sur les produits pharmaceutiques de Santé Canada, extrait du 1er avril 2026. Contient des informations visées par la Licence du gouvernement ouvert – Canada", "en": "Health Canada Drug Product Database, extract of 1 April 2026. Contains information licensed under the Open Government Licence – Canada" } },
    { "code": "ATC", "label": { "fr": "Classification ATC de l’OMS; codes antérieurs reconnus aussi", "en": "WHO ATC classification; former codes are recognised too" } }
  ],
  "body": {
    "ingredients": [
${lines(offered)}
    ],
    "products": [
${lines(products)}
    ]
  }
}
`;
}

if (import.meta.main) writeFileSync(cataloguePath, drugCatalogue());
