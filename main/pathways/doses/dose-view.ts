import type { AdministrationForm, CheckedItem, Dose } from '#contract/doses.ts';
import type { Escalation } from '#contract/escalations.ts';
import type { CallFound, ToxicityCall } from '#contract/toxicity-calls.ts';
import type { ToxicityBody } from '#contract/toxicity.ts';
import type { Bilingual } from '#contract/triage.ts';
import { daysFrom } from '../../appointments/wall-time.ts';
import type { DefinitionVersion } from '../pathway-repository.ts';
import type { CallRow, KeptFindings } from './call-repository.ts';
import { counts, isOvertaken, opensOn } from './dose-answer-rules.ts';
import type { DoseReading } from './dose-reading.ts';
import type { EscalationDetails } from './escalation-repository.ts';
import { standingOf } from './escalation-rules.ts';
import { laboratoryFact, measuredSince, type ProposedValue } from './laboratory-rules.ts';

/** Doses, calls and escalations as the page is told of them. */

type Content = DefinitionVersion['content'];

export const sourceLabel = ({ sources }: Pick<Content, 'sources'>, source: string): Bilingual => sources.find(({ code }) => code === source)?.label ?? { fr: source, en: source };

const nothing: Bilingual = { fr: '', en: '' };

export function toldDose({ dose, schedule, phase, site, verdict, isOpen, enrolment }: DoseReading, today: string): Dose {
  const { id, version, number, idealOn, dueOn, state, reason, words, givenOn } = dose;
  return {
    id, version, number, idealOn, dueOn, site, isSiteChosen: dose.site !== null, phase: phase?.label ?? null, drug: schedule?.drug ?? { fr: dose.schedule, en: dose.schedule }, dose: schedule?.dose ?? nothing, state, reason, words, givenOn,
    daysLate: state === 'planned' && enrolment.state === 'running' ? Math.max(daysFrom(dueOn, today), 0) : 0, result: isOpen ? (verdict?.result ?? null) : null,
  };
}

/** The checklist item by item, in its order; those that do not apply are left out. */
export function toldItems({ content, checklist, verdict, answers, dose, call }: DoseReading, { today, mayAct, grading, proposals }: { readonly today: string; readonly mayAct: (roles: readonly string[]) => boolean; readonly grading: ToxicityBody | null; readonly proposals: ReadonlyMap<string, ProposedValue> }): CheckedItem[] {
  if (!checklist) return [];
  const labels = new Map(content.body.facts.map((fact) => [fact.code, fact]));
  return checklist.items.flatMap((item): CheckedItem[] => {
    const judged = verdict?.items.find(({ code }) => code === item.code);
    // Of a dose that is settled, what was asked of some values alone is told where it was answered.
    if (verdict ? !judged : item.only && !answers.some((answer) => answer.item === item.code)) return [];
    const opens = opensOn(item, dose.dueOn);
    return [{
      code: item.code, label: item.label, roles: item.roles, opensOn: opens, isAhead: judged?.isAhead ?? false, mayAnswer: verdict !== null && !judged?.isAhead && opens <= today && mayAct(item.roles), result: judged?.result ?? 'go', blocks: judged?.blocks.map(({ text }) => text) ?? [], missing: toName(judged?.missing ?? [], labels).map((fact) => labels.get(fact)?.label ?? { fr: fact, en: fact }) ?? [],
      isCall: item.toxicity, call: item.toxicity && call ? toldCall(call, content, grading, today) : null, to: [...(judged?.to ?? [])], source: sourceLabel(content, item.source),
      facts: item.facts.flatMap((code) => {
        const fact = labels.get(code);
        if (!fact) return [];
        const given = answers.find((answer) => answer.fact === code);
        const isNumber = fact.kind === 'number';
        const told = given === undefined || given.value === null ? { value: null, words: null, by: null, at: null, isStale: false } : { value: given.value, words: given.words, by: given.byName, at: given.answeredAt, isStale: verdict !== null && (!counts(content.body, checklist, given, { dueOn: dose.dueOn, today }) || isOvertaken(checklist, given, answers)) };
        const measured = laboratoryFact(fact);
        const laboratory = measured
          ? { test: measured.laboratory.loinc[0] ?? code, limit: measured.laboratory.limit ?? null, measuredOn: told.value === null ? null : (given?.measuredOn ?? null), isFromRecord: told.value !== null && (given?.resultId ?? null) !== null, convertedFrom: told.value === null ? null : (given?.convertedFrom ?? null), since: measuredSince(measured, today), proposed: proposals.get(code) ?? null }
          : null;
        return [{ code, label: fact.label, kind: fact.kind, laboratory, unit: isNumber ? fact.unit : null, min: isNumber ? fact.min : null, max: isNumber ? fact.max : null, ...told }];
      }),
    }];
  });
}

/** What is missing, by name: the limit of a value that is missing too goes without saying. */
function toName(missing: readonly string[], facts: ReadonlyMap<string, Content['body']['facts'][number]>): readonly string[] {
  const testOf = (code: string, of: 'value' | 'limit'): string | undefined => {
    const laboratory = laboratoryFact(facts.get(code))?.laboratory;
    return laboratory && (laboratory.limit === undefined) === (of === 'value') ? laboratory.loinc[0] : undefined;
  };
  const values = new Set(missing.flatMap((code) => testOf(code, 'value') ?? []));
  return missing.filter((code) => !values.has(testOf(code, 'limit') ?? ''));
}

export function toldForm({ body, sources }: Content): AdministrationForm | null {
  const { dosing } = body;
  if (!dosing?.administration) return null;
  const { source, roles, identifiers, moments, measures, observationMinutes, incidents } = dosing.administration;
  return { act: { code: dosing.act, label: body.acts.find(({ code }) => code === dosing.act)?.label ?? { fr: dosing.act, en: dosing.act } }, roles, identifiers, moments, measures, observationMinutes, incidents, source: sourceLabel({ sources }, source) };
}

export function toldFound({ organs, unanswered, worst, escalation }: Omit<KeptFindings, 'version'>, action: CallFound['action'], grading: ToxicityBody | null): CallFound {
  return {
    unanswered, worst, action, escalation, general: grading?.general.find(({ grade }) => grade === worst)?.text ?? null,
    organs: organs.map(({ organ, grade, action: asked, escalation: level, isEmergency }) => {
      const known = grading?.organs.find(({ code }) => code === organ);
      return { organ, label: known?.label ?? { fr: organ, en: organ }, grade, action: asked, escalation: level, gradeText: known?.grades.find((one) => one.grade === grade)?.text ?? nothing, extra: known?.extra ?? nothing, isEmergency };
    }),
  };
}

export function toldCall({ id, kind, code, doseNumber, dueOn, state, calledAt, byName, words, symptomOn, found, action }: CallRow, { body }: Content, grading: ToxicityBody | null, today: string): ToxicityCall {
  return {
    id, kind, label: body.dosing?.calls.find((one) => one.code === code)?.label ?? null, doseNumber, dueOn, state, daysLate: state === 'planned' && dueOn !== null ? Math.max(daysFrom(dueOn, today), 0) : 0, calledAt, by: byName, words, symptomOn,
    found: found && action ? toldFound(found, action, grading) : null,
  };
}

export function toldEscalation(row: EscalationDetails, now: string, mayAct: (roles: readonly string[]) => boolean): Escalation {
  const { id, kind, level, grade, reasons, roles, openedAt, openedByName, answerBy, acknowledgedAt, acknowledgedByName, action, words, doseId, doseNumber } = row;
  return {
    id, kind, level, grade, reasons: [...reasons], to: [...roles], openedAt, openedBy: openedByName ?? '', answerBy, standing: standingOf(row, now), acknowledgedAt, acknowledgedBy: acknowledgedByName, action, words, doseId, doseNumber, mayAcknowledge: acknowledgedAt === null && mayAct(roles),
  };
}
