import { z } from 'zod';
import { bilingual, featureFields, modality, professionalCode } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import { type Condition, testsOf } from './condition-evaluation.ts';
import routing from './content/routing.json' with { type: 'json' };

/** Shape and consistency of the rules of routing and the scopes of practice; what does not hold together is refused when read. */

/** Facts the rules of routing read beside the findings. */
const ownFacts = ['red_flag', 'other_language', 'other_region', 'mobility', 'tele_suitability'];
const knownFacts = new Set<string>([...featureFields, ...ownFacts]);

const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ f: z.string(), op: z.literal('is'), v: z.boolean() }),
    z.strictObject({ f: z.string(), op: z.enum(['>=', '>', '<', '<=', '==']), v: z.union([z.number(), z.string()]) }),
  ]),
);
const told = { id: z.string().regex(/^[PT]\d{2}$/), when: conditionSchema, title: bilingual, why: bilingual, source: bilingual, sourceCode: z.string().min(1) };
const routingBody = z
  .strictObject({
    /** Each profession, in the order they are named: what it may do, what it may not, whether it may see a person first, how it meets people. */
    scopes: z.array(z.strictObject({ professional: professionalCode, may: bilingual, not: bilingual.nullable(), lead: z.boolean(), visits: z.array(modality).min(1) })),
    rules: z.array(z.strictObject({ ...told, adds: z.array(professionalCode).min(1) })),
    modalityRules: z.array(z.strictObject({ ...told, modalities: z.array(modality).min(1), verdict: z.enum(['suits', 'caution', 'blocked']) })),
  })
  .superRefine(({ scopes, rules, modalityRules }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const all = [...rules, ...modalityRules];
    if (new Set(all.map(({ id }) => id)).size !== all.length) refuse('rule ids repeat');
    const scoped = new Set(scopes.map(({ professional }) => professional));
    for (const added of rules.flatMap(({ adds }) => adds)) if (!scoped.has(added)) refuse(`${added} has no scope`);
    for (const test of all.flatMap(({ when }) => testsOf(when))) if (!knownFacts.has(test.f)) refuse(`no fact ${test.f}`);
  });
export const routingSchema = contentOf('triage-routing', routingBody);
export type RoutingContent = z.infer<typeof routingSchema>;

/** The rules bundled with the program, checked as this module is loaded. */
export const builtInRouting: RoutingContent = routingSchema.parse(routing);
