import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import { drugClass, drugIngredient, drugProduct } from '#contract/treatments.ts';
import { contentOf } from '../content/content-piece.ts';
import drugCatalogue from './content/drug-catalogue.json' with { type: 'json' };
import treatmentGuards from './content/treatment-guards.json' with { type: 'json' };

/** The drugs Relais knows and what it asks about a dose: clinical content, checked as this module is loaded. */

const catalogueContent = contentOf('drug-catalogue', z.strictObject({ ingredients: z.array(drugIngredient), products: z.array(drugProduct) }));

const guard = { code: z.string().min(1), source: z.string().min(1), asks: z.boolean(), text: bilingual };
const guardContent = contentOf(
  'treatment-guards',
  z.strictObject({
    guards: z.array(z.discriminatedUnion('kind', [
      /** Given more often than once in so many days. */
      z.strictObject({ ...guard, kind: z.literal('shortest-interval'), ingredients: z.array(z.string()).min(1), days: z.number().positive() }),
      /** More than so many milligrams a day for each kilogram; `unknown` is said when the weight is not known. */
      z.strictObject({ ...guard, kind: z.literal('daily-per-kilogram'), ingredients: z.array(z.string()).min(1), most: z.number().positive(), unknown: bilingual }),
      /** Two drugs of these classes at once. */
      z.strictObject({ ...guard, kind: z.literal('one-at-a-time'), classes: z.array(drugClass).min(1) }),
      /** The same drug in two lines at once. */
      z.strictObject({ ...guard, kind: z.literal('same-drug') }),
    ])),
    /** Days before the end of an authorisation from which it is to be renewed. */
    renewalWarningDays: z.int().positive(),
  }),
);

export const builtInDrugs = catalogueContent.parse(drugCatalogue);
export const builtInGuards = guardContent.parse(treatmentGuards);

/** The same as rows of `content_version`. */
export const treatmentContentItems = [builtInDrugs, builtInGuards].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
