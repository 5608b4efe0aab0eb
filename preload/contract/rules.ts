import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual, booleanFindings, enumFindings, featureFields, modality, numberBounds, professionalCode, urgency } from './triage.ts';
import { cursor, filled, id, instant } from './values.ts';

/** The triage rules as data, and the workbench where the clinic reads, changes, tries and signs its own versions of them. */

const code = z.string().min(1).max(60);
const text = z.object({ fr: z.string().trim().min(1).max(600), en: z.string().trim().min(1).max(600) });
const field = z.enum(featureFields as [string, ...string[]]);
const measured = z.enum(Object.keys(numberBounds) as [string, ...string[]]);

/** A comparison of one finding. `unknown` is true when nobody knows; every other operator is false then. */
export type RuleTest =
  | { readonly f: string; readonly op: 'is'; readonly v: boolean }
  | { readonly f: string; readonly op: '>=' | '>' | '<' | '<=' | '=='; readonly v: number | string }
  | { readonly f: string; readonly op: 'in'; readonly v: readonly string[] }
  | { readonly f: string; readonly op: 'unknown' | 'nonempty'; readonly v: true };

export type RuleCondition = { readonly all: readonly RuleCondition[] } | { readonly any: readonly RuleCondition[] } | { readonly not: RuleCondition } | RuleTest;

const testSchema = z.union([
  z.strictObject({ f: z.enum(booleanFindings), op: z.literal('is'), v: z.boolean() }),
  z.strictObject({ f: measured, op: z.enum(['>=', '>', '<', '<=', '==']), v: z.number() }),
  z.strictObject({ f: z.enum(enumFindings), op: z.literal('=='), v: z.string() }),
  z.strictObject({ f: z.enum(enumFindings), op: z.literal('in'), v: z.array(z.string()).min(1) }),
  z.strictObject({ f: field, op: z.literal('unknown'), v: z.literal(true) }),
  z.strictObject({ f: z.literal('prereq_missing'), op: z.literal('nonempty'), v: z.literal(true) }),
]);
const conditionSchema: z.ZodType<RuleCondition> = z.lazy(() =>
  z.union([z.strictObject({ all: z.array(conditionSchema).min(1) }), z.strictObject({ any: z.array(conditionSchema).min(1) }), z.strictObject({ not: conditionSchema }), testSchema]),
);

const told = { id: z.string().regex(/^[A-Z]\d{2,3}$/), title: text, why: text, source: text, sourceCode: z.string().min(1).max(300) };
const outcome = { cls: urgency, pros: z.array(professionalCode).min(1), modality, locked: z.boolean(), actions: z.array(code) };
export const assignRuleSchema = z.strictObject({ ...told, kind: z.literal('assign'), when: conditionSchema, ...outcome });
/** The rule used when no other fires. */
export const fallbackRuleSchema = z.strictObject({ ...told, kind: z.literal('assign'), when: z.strictObject({ none: z.literal(true) }), ...outcome });
export const modifierSchema = z.strictObject({
  ...told,
  kind: z.literal('modifier'),
  when: conditionSchema,
  adds: z.array(professionalCode),
  modality: z.enum(['HOME_OR_VIDEO', 'VIDEO', 'NO_VIDEO']).nullable(),
  flag: code.nullable(),
});
export const triageRuleSchema = z.union([assignRuleSchema, fallbackRuleSchema, modifierSchema]);
export type TriageRule = z.infer<typeof triageRuleSchema>;

const vignetteFaults = ['class', 'professional', 'modality', 'rules', 'professionals', 'flags'] as const;
const vignette = z.object({ id: z.string(), text: bilingual, expected: urgency, cls: urgency, faults: z.array(z.enum(vignetteFaults)) });

const differences = ['class', 'professional', 'modality', 'flags'] as const;
const replay = z.object({
  replayId: id,
  versionId: id,
  /** The version in force when it was made: what it compares with. */
  againstVersion: z.string(),
  /** Whether that is still in force: else it no longer allows anything. */
  isCurrent: z.boolean(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: instant,
  finishedAt: instant.nullable(),
  by: z.string(),
  /** Requests compared, of which so many without an age, for which nothing is proposed. */
  requests: z.int(),
  withoutAge: z.int(),
  /** Of those compared: another class, another professional, modality or flag in the same class. */
  otherClass: z.int(),
  otherwise: z.int(),
  /** Requests by the class of the version in force and of the one replayed. */
  matrix: z.array(z.object({ from: urgency, to: urgency, count: z.int() })),
});
export type RuleReplay = z.infer<typeof replay>;

const replayedSide = z.object({
  cls: urgency,
  /** What decided. */
  rule: z.object({ id: z.string(), title: bilingual }),
  facts: z.array(z.object({ field: code, label: bilingual, unit: bilingual.nullable(), value: z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]), part: z.enum(['present', 'ruled-out', 'assumed-absent', 'not-documented']) })),
});
const replayCase = z.object({
  caseId: id,
  referralId: id,
  patient: patientSummary,
  receivedAt: instant,
  from: urgency,
  to: urgency,
  /** What a person decided, if anybody has. */
  decided: urgency.nullable(),
  /** Null for a record closed to the caller: what its request says is not told. */
  why: z.object({ differences: z.array(z.enum(differences)), before: replayedSide, after: replayedSide }).nullable(),
});
export type RuleReplayCase = z.infer<typeof replayCase>;

const version = z.object({
  versionId: id,
  version: z.string(),
  origin: z.enum(['built-in', 'clinic']),
  madeAt: instant,
  madeBy: z.string().nullable(),
  /** Of a clinic's version: what was changed in which version, and why. */
  change: z.object({ from: z.string(), kind: z.enum(['put', 'off']), ruleId: z.string(), note: z.string() }).nullable(),
  isInForce: z.boolean(),
  /** Every time it came in force by somebody's signature, newest first. */
  signatures: z.array(z.object({ at: instant, by: z.string(), note: z.string() })),
  /** Whether it may come back without another replay: it was in force before, or was shipped. */
  isProven: z.boolean(),
});
export type RulesetVersion = z.infer<typeof version>;

const readRule = z.object({ rule: triageRuleSchema, sentence: bilingual, standing: z.enum(['shipped', 'changed', 'added']) });
export type ReadRule = z.infer<typeof readRule>;

const versionInput = z.object({ versionId: id });
const ruleGiven = z.record(z.string(), z.unknown());

export const rules = {
  /** Every version, newest first. */
  versions: operation({ access: 'referral.read', scope: 'clinic' }).output(z.object({ versions: z.array(version) })),
  /** A version read back, rule by rule, beside what was shipped; what the shipped cases make of it. @throws NOT_FOUND */
  read: operation({ access: 'referral.read', scope: 'clinic' })
    .input(versionInput)
    .output(z.object({ version: z.string(), rules: z.array(readRule), off: z.array(readRule), vignettes: z.array(vignette), nextId: z.string() })),
  /** What a rule being written would say. @throws NOT_FOUND, INVALID */
  readBack: operation({ access: 'triage.override', scope: 'clinic' }).input(versionInput.extend({ rule: ruleGiven })).output(z.object({ sentence: bilingual })),
  /**
   * Keeps a version with one rule put or switched off; it is not in force by that. @throws NOT_FOUND, INVALID (malformed, or a
   * guarantee broken: `DANGER_LOWERS`, `UNKNOWN_LOWERS`, told in `params`)
   */
  save: operation({ access: 'triage.override', scope: 'clinic' })
    .input(versionInput.extend({ basedOn: id, note: filled(600), change: z.discriminatedUnion('kind', [z.object({ kind: z.literal('put'), rule: ruleGiven }), z.object({ kind: z.literal('off'), ruleId: z.string().max(10) })]) }))
    .output(z.object({ versionId: id, version: z.string() })),
  /** Tries a version on every request of the clinic, in the long-work thread. @throws NOT_FOUND, BUSY, ILLEGAL_STATE (in force) */
  replay: operation({ access: 'triage.override', scope: 'clinic' })
    .input(versionInput)
    .output(eventIterator(z.discriminatedUnion('kind', [z.object({ kind: z.literal('progress'), replayId: id, done: z.int(), total: z.int(), changed: z.int() }), z.object({ kind: z.literal('end'), replay })]))),
  cancelReplay: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ replayId: id })).output(z.object({ cancelled: z.boolean() })),
  /** The last replay of a version. */
  replayed: operation({ access: 'triage.override', scope: 'clinic' }).input(versionInput).output(z.object({ replay: replay.nullable() })),
  /** Requests it changes, those made to wait longer first, then those seen sooner, then the rest. @throws NOT_FOUND, INVALID for a cursor that is not ours */
  replayCases: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({ replayId: id, from: urgency.nullable().default(null), to: urgency.nullable().default(null), after: cursor.nullable().default(null) }))
    .output(z.object({ cases: z.array(replayCase).max(100), next: cursor.nullable() })),
  /**
   * Signs a version and puts it in force: what is proposed from now on, undecided requests included; what is decided keeps its
   * version. @throws NOT_FOUND, BUSY, ILLEGAL_STATE (`IN_FORCE`, `NOT_REPLAYED`, `VIGNETTE_MISSED`)
   */
  putInForce: operation({ access: 'triage.override', scope: 'clinic' }).input(versionInput.extend({ note: filled(600) })).output(z.object({ version: z.string() })),
};
export type RuleReplayProgress = { readonly kind: 'progress'; readonly replayId: string; readonly done: number; readonly total: number; readonly changed: number } | { readonly kind: 'end'; readonly replay: RuleReplay };
