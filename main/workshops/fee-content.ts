import { feeCatalogueBody } from '#contract/workshops.ts';
import { contentOf } from '../content/content-piece.ts';
import catalogue from './content/fee-catalogue.json' with { type: 'json' };
import { overlapping } from './ledger-rules.ts';

/** The fees the program comes with: one published amount; the others are to be set by the programme. Checked as this module is loaded. */

export const feeCatalogueKind = 'fee-catalogue';
export const feeCatalogueContent = contentOf(feeCatalogueKind, feeCatalogueBody).refine(({ sources, body }) => body.fees.every(({ source }) => sources.some(({ code }) => code === source)), { error: 'unknown source' }).refine(({ body }) => overlapping(body.fees).length === 0, { error: 'two fees at once' });
/** An amount the programme set itself. */
export const programmeSource = 'PROGRAMME';

export const builtInFees = feeCatalogueContent.parse(catalogue);
export const feeContentItems = [{ kind: builtInFees.kind, id: builtInFees.id, version: builtInFees.version, body: builtInFees }];
