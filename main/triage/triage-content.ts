import { z } from 'zod';
import {
  booleanFindings, featureFields, featuresSchema, findingDictionarySchema, modality, numberBounds, professionalCode, reasonCatalogueSchema, triageVocabularySchema, urgency,
} from '#contract/triage.ts';
import { assignRuleSchema, fallbackRuleSchema, modifierSchema } from '#contract/rules.ts';
import { contentOf } from '../content/content-piece.ts';
import { testsOf } from './condition-evaluation.ts';
import dangerFindings from './content/danger-findings.json' with { type: 'json' };
import findingDictionary from './content/finding-dictionary.json' with { type: 'json' };
import reasons from './content/reasons.json' with { type: 'json' };
import vignettes from './content/vignettes.json' with { type: 'json' };
import ruleset from './content/ruleset.json' with { type: 'json' };
import { builtInLetterLexicon } from './letter-lexicon.ts';
import { builtInRouting } from './routing-content.ts';
import { builtInResultFindings } from './result-finding-content.ts';
import vocabulary from './content/triage-vocabulary.json' with { type: 'json' };

/** Shape and consistency of the clinical content of triage; what does not hold together is refused when read. */

const code = z.string().min(1).max(60);
const codes = z.array(code);

const field = z.enum(featureFields as [string, ...string[]]);
const measured = z.enum(Object.keys(numberBounds) as [string, ...string[]]);
export type AssignRule = z.infer<typeof assignRuleSchema>;
export type FallbackRule = z.infer<typeof fallbackRuleSchema>;
export type Modifier = z.infer<typeof modifierSchema>;
export type Rule = AssignRule | FallbackRule | Modifier;

export const isModifier = (rule: Rule): rule is Modifier => rule.kind === 'modifier';
export const isFallback = (rule: Rule): rule is FallbackRule => 'none' in rule.when;
export const isAssignRule = (rule: Rule): rule is AssignRule => !isModifier(rule) && !isFallback(rule);

/**
 * Rules in any order. `modifierOrder` says in which order the modifiers apply, and so belongs to the content: the
 * place of a rule in the file means nothing.
 */
const rulesetBody = z
  .strictObject({ modifierOrder: codes, rules: z.array(z.union([assignRuleSchema, fallbackRuleSchema, modifierSchema])) })
  .superRefine(({ modifierOrder, rules }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const ids = rules.map((rule) => rule.id);
    if (new Set(ids).size !== ids.length) refuse('rule ids repeat');
    if (rules.filter(isFallback).length !== 1) refuse('exactly one rule is used when no other fires');
    const modifiers = rules.filter(isModifier).map((rule) => rule.id);
    if ([...modifiers].sort().join() !== [...modifierOrder].sort().join()) refuse('modifierOrder names every modifier once');
    // A rule that negates an absent age would call somebody too old or too young by default.
    if (rules.some((rule) => !isFallback(rule) && testsOf(rule.when).some((test) => test.f === 'age' && test.op === 'unknown'))) refuse('age is never unknown');
  });

const rulesetSchema = contentOf('triage-ruleset', rulesetBody);
const reasonsSchema = contentOf(
  'triage-reasons',
  reasonCatalogueSchema.superRefine(({ prerequisites, reasons: list }, context) => {
    const known = new Set(prerequisites.map((prerequisite) => prerequisite.code));
    for (const reason of list) {
      for (const asked of reason.prerequisites) if (!known.has(asked)) context.addIssue({ code: 'custom', message: `${reason.code} asks for ${asked}, unknown` });
    }
    for (const shown of prerequisites.flatMap((prerequisite) => prerequisite.shownBy)) {
      if (!field.safeParse(shown).success) context.addIssue({ code: 'custom', message: `no finding ${shown}` });
    }
  }),
);
const dictionarySchema = contentOf('triage-finding-dictionary', findingDictionarySchema);
const vocabularySchema = contentOf('triage-vocabulary', triageVocabularySchema);
/** Findings for which *worse* never lowers the class: becoming true, or a known value moving that way. */
const dangerSchema = contentOf(
  'triage-danger-findings',
  z.strictObject({ becomingTrue: z.array(z.enum(booleanFindings)), higher: z.array(measured), higherOnceKnown: z.array(measured), lower: z.array(measured) }),
);

export type Ruleset = z.infer<typeof rulesetSchema>;
export type Reasons = z.infer<typeof reasonsSchema>;
export type DangerFindings = z.infer<typeof dangerSchema>;

/** What the engine works with. */
export interface TriageContent {
  readonly ruleset: Ruleset;
  readonly reasons: Reasons;
  readonly dictionary: z.infer<typeof dictionarySchema>;
  readonly vocabulary: z.infer<typeof vocabularySchema>;
}

/**
 * Reads triage content from where a clinic keeps it.
 *
 * @throws ZodError when a piece is malformed or does not hold together
 */
export function parseTriageContent(pieces: Readonly<Record<keyof TriageContent, unknown>>): TriageContent {
  return {
    ruleset: rulesetSchema.parse(pieces.ruleset),
    reasons: reasonsSchema.parse(pieces.reasons),
    dictionary: dictionarySchema.parse(pieces.dictionary),
    vocabulary: vocabularySchema.parse(pieces.vocabulary),
  };
}

/** Reads a ruleset somebody else wrote; what is wrong with it is in the answer. */
export const readRuleset = (value: unknown): z.ZodSafeParseResult<Ruleset> => rulesetSchema.safeParse(value);

/** @throws ZodError when malformed */
export const readDangerFindings = (value: unknown): DangerFindings => dangerSchema.parse(value);

/** A case with the answer the rules must give to it. */
const vignetteSchema = z.object({
  id: z.string(),
  text_fr: z.string(),
  text_en: z.string(),
  features: featuresSchema,
  expected: z.object({ cls: urgency, primary: professionalCode, modality, must_fire: codes, must_include_pro: codes, must_flag: codes }),
});
export type Vignette = z.infer<typeof vignetteSchema>;

/** The shipped cases, run on every version of the rules. */
export const builtInVignettes: readonly Vignette[] = z.array(vignetteSchema).parse(vignettes.vignettes);

/** The content bundled with the program, checked as this module is loaded. */
export const builtInTriageContent: TriageContent = parseTriageContent({ ruleset, reasons, dictionary: findingDictionary, vocabulary });
export const builtInDangerFindings: DangerFindings = readDangerFindings(dangerFindings);

/** The same as rows of `content_version`: the body of a row is the whole piece, with its status and sources. */
export const triageContentItems = [
  builtInTriageContent.ruleset, builtInTriageContent.reasons, builtInTriageContent.dictionary, builtInTriageContent.vocabulary, builtInDangerFindings, builtInLetterLexicon, builtInRouting, builtInResultFindings,
].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
