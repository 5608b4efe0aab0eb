import type { Escalation, StepKind, TemplateBody, TemplateStep } from '#contract/plans.ts';
import { enteredFacts, stepKinds } from '#contract/plans.ts';
import { type Role, roles } from '#contract/permissions.ts';
import { type VisitModality, visitModality } from '#contract/values.ts';
import { readNumber } from '../text/typed-number.ts';

type EnteredFact = (typeof enteredFacts)[number];

/** A step of a template as its form holds it: what was typed. Pure. */
export interface StepDraft {
  readonly id: string;
  readonly anchor: string;
  readonly offset: string;
  readonly before: string;
  readonly after: string;
  readonly kind: StepKind;
  readonly roles: readonly Role[];
  readonly modalities: readonly VisitModality[];
  readonly minutes: string;
  readonly purpose: string;
  readonly instruments: readonly string[];
  readonly tests: readonly string[];
  readonly facts: readonly EnteredFact[];
  readonly labelFr: string;
  readonly labelEn: string;
  readonly whatFr: string;
  readonly whatEn: string;
  readonly goFr: string;
  readonly goEn: string;
  readonly only: string;
  readonly every: string;
  readonly times: string;
}

export const emptyStep: StepDraft = {
  id: '', anchor: '', offset: 'P4W', before: '7', after: '7', kind: 'visit', roles: ['nurse'], modalities: ['PHONE'], minutes: '', purpose: '', instruments: [], tests: [], facts: [], labelFr: '', labelEn: '', whatFr: '', whatEn: '', goFr: '', goEn: '', only: '', every: '', times: '',
};

/** What the form of a step begins with. */
export function draftOfStep(step: TemplateStep): StepDraft {
  return {
    id: step.id, anchor: step.anchor ?? '', offset: step.offset, before: String(step.window.before), after: String(step.window.after), kind: step.kind, roles: step.roles, modalities: step.modalities ?? [], minutes: step.minutes?.toString() ?? '', purpose: step.purpose ?? '', instruments: step.instruments ?? [], tests: step.tests ?? [], facts: step.facts ?? [],
    labelFr: step.label.fr, labelEn: step.label.en, whatFr: step.what.fr, whatEn: step.what.en, goFr: step.goOnIf?.fr ?? '', goEn: step.goOnIf?.en ?? '', only: step.only ?? '', every: step.repeat?.every ?? '', times: step.repeat?.times?.toString() ?? '',
  };
}

/** A whole number typed; what was typed where it is none, so that it is refused by its field. */
const wholeOf = (text: string): number => {
  const typed = readNumber(text);
  return typeof typed === 'number' ? typed : -1;
};

/** The step a form says; what the form does not show stays as it was. */
export function stepOfDraft(draft: StepDraft, before: TemplateStep | null): TemplateStep {
  const isVisit = draft.kind === 'visit';
  const { anchor: _anchor, modalities: _modalities, minutes: _minutes, purpose: _purpose, instruments: _instruments, tests: _tests, facts: _facts, goOnIf: _go, only: _only, repeat: _repeat, ...rest } = before ?? ({} as Partial<TemplateStep>);
  return {
    ...rest, id: draft.id.trim(), offset: draft.offset.trim(), window: { before: wholeOf(draft.before), after: wholeOf(draft.after) }, kind: draft.kind, roles: roles.filter((one) => draft.roles.includes(one)), label: { fr: draft.labelFr.trim(), en: draft.labelEn.trim() }, what: { fr: draft.whatFr.trim(), en: draft.whatEn.trim() },
    ...(draft.anchor !== '' && { anchor: draft.anchor }), ...(isVisit && { modalities: visitModality.options.filter((one) => draft.modalities.includes(one)) }), ...(isVisit && draft.minutes.trim() !== '' && { minutes: wholeOf(draft.minutes) }), ...(isVisit && draft.purpose !== '' && { purpose: draft.purpose }), ...(draft.instruments.length > 0 && { instruments: [...draft.instruments] }), ...(draft.tests.length > 0 && { tests: [...draft.tests] }), ...(draft.facts.length > 0 && { facts: enteredFacts.filter((one) => draft.facts.includes(one)) }),
    ...((draft.goFr.trim() !== '' || draft.goEn.trim() !== '') && { goOnIf: { fr: draft.goFr.trim(), en: draft.goEn.trim() } }), ...(draft.only !== '' && { only: draft.only }),
    ...(draft.every.trim() !== '' && { repeat: { every: draft.every.trim(), ...(draft.times.trim() !== '' && { times: wholeOf(draft.times) }) } }),
  };
}

/** A body with a step put in the place of another, or at the end. */
export function withStep(body: TemplateBody, step: TemplateStep, at: number | null): TemplateBody {
  return { ...body, steps: at === null ? [...body.steps, step] : body.steps.map((one, index) => (index === at ? step : one)) };
}

/** A body with a criterion put in the place of another, or at the end. */
export function withEscalation(body: TemplateBody, escalation: Escalation, at: number | null): TemplateBody {
  return { ...body, escalation: at === null ? [...body.escalation, escalation] : body.escalation.map((one, index) => (index === at ? escalation : one)) };
}

/** A date a template counts from, or something that may apply: its code and its words. */
export type NamedPart = TemplateBody['anchors'][number];

/** A body with a starting date put in the place of another, or at the end; steps counted from it follow its code. */
export function withAnchor(body: TemplateBody, anchor: NamedPart, at: number | null): TemplateBody {
  const before = at === null ? undefined : body.anchors[at]?.code;
  return {
    ...body, anchors: at === null ? [...body.anchors, anchor] : body.anchors.map((one, index) => (index === at ? anchor : one)),
    steps: before === undefined || before === anchor.code ? body.steps : body.steps.map((step) => (step.anchor === before ? { ...step, anchor: anchor.code } : step)),
  };
}

/** The same of an option. */
export function withOption(body: TemplateBody, option: NamedPart, at: number | null): TemplateBody {
  const before = at === null ? undefined : body.options[at]?.code;
  return {
    ...body, options: at === null ? [...body.options, option] : body.options.map((one, index) => (index === at ? option : one)),
    steps: before === undefined || before === option.code ? body.steps : body.steps.map((step) => (step.only === before ? { ...step, only: option.code } : step)),
  };
}

/** Professions that may be given a step. */
export const stepRoles = roles.filter((role) => role !== 'programme-lead' && role !== 'administrator');

export const kindOf = (text: string): StepKind => stepKinds.find((one) => one === text) ?? 'visit';
