import { type EscalationLevel, escalationLevels, type ToxicityBody, type ToxicityGrade, type TreatmentAction, treatmentActions } from '#contract/toxicity.ts';

/** From what a person answers and what the laboratory measures to the grade of each organ, and what it asks for. Pure. */

/** Answers by question: `no`, or the code of a choice. A question not in it was not answered. */
export type SymptomAnswers = Readonly<Record<string, string | undefined>>;

export interface LaboratoryValue {
  readonly test: string;
  readonly value: number;
  /** Limits of the laboratory, in the unit of the value; null where it gave none. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What shows a grade. */
export interface GradeSign {
  readonly organ: string;
  readonly grade: ToxicityGrade;
  /** Code of the question, or of the test. */
  readonly from: string;
  readonly kind: 'symptom' | 'laboratory';
  readonly isEmergency: boolean;
}

export interface OrganGrade {
  readonly organ: string;
  readonly grade: ToxicityGrade;
  readonly action: TreatmentAction;
  readonly escalation: EscalationLevel;
  readonly signs: readonly GradeSign[];
}

export interface ToxicityFound {
  /** The organs with a grade, the gravest first. */
  readonly organs: readonly OrganGrade[];
  /** Questions that were not answered: no grade is supposed for them. */
  readonly unanswered: readonly string[];
  /** Tests that could not be graded for want of the laboratory's limit. */
  readonly ungraded: readonly string[];
  readonly worst: ToxicityGrade | null;
  readonly action: TreatmentAction;
  readonly escalation: EscalationLevel | null;
}

/**
 * The grade of each organ: the highest any sign shows. Whatever is not answered or has no limit is told, never supposed.
 *
 * Sources: CTCAE v5.0 for the grades, ASCO 2021 for what they ask for; each line of the content names its own.
 *
 * @param values in the unit of the content; `times-upper` needs the laboratory's upper limit
 */
export function gradeToxicity(content: ToxicityBody, answers: SymptomAnswers, values: readonly LaboratoryValue[]): ToxicityFound {
  const measured = values.map((value) => ({ value, sign: laboratorySign(content, value) }));
  const signs = [...content.questions.flatMap((question) => symptomSign(question, answers[question.code])), ...measured.flatMap(({ sign }) => (sign === null || sign === 'no-limit' ? [] : [sign]))];
  const organs = [...Map.groupBy(signs, ({ organ }) => organ)].map(([organ, own]) => organGrade(content, organ, own)).sort(gravestFirst);
  return {
    organs,
    unanswered: content.questions.map(({ code }) => code).filter((code) => answers[code] === undefined),
    ungraded: measured.flatMap(({ value, sign }) => (sign === 'no-limit' ? [value.test] : [])),
    worst: organs.reduce<ToxicityGrade | null>((worst, { grade }) => (worst === null || grade > worst ? grade : worst), null),
    action: organs.reduce<TreatmentAction>((most, { action }) => graver(treatmentActions, most, action), 'go-on'),
    escalation: organs.reduce<EscalationLevel | null>((most, { escalation }) => (most === null ? escalation : graver(escalationLevels, most, escalation)), null),
  };
}

function symptomSign(question: ToxicityBody['questions'][number], answer: string | undefined): readonly GradeSign[] {
  const choice = question.choices.find(({ code }) => code === answer);
  return choice ? [{ organ: question.organ, grade: choice.grade, from: question.code, kind: 'symptom', isEmergency: choice.emergency === true }] : [];
}

/** The sign a value is, null where it is none, `no-limit` where the laboratory's limit is needed and was not given. */
function laboratorySign(content: ToxicityBody, { test, value, lower, upper }: LaboratoryValue): GradeSign | 'no-limit' | null {
  const line = content.laboratory.find((one) => one.test === test);
  if (!line) return null;
  if (line.measure === 'times-upper' && (upper === null || upper <= 0)) return 'no-limit';
  const measured = line.measure === 'times-upper' ? value / (upper ?? 1) : value;
  const [first] = line.limits;
  if (first === 'lower-limit' && lower === null && !line.limits.slice(1).some((limit) => typeof limit === 'number' && measured < limit)) return 'no-limit';
  const limits = line.limits.map((limit) => (limit === 'lower-limit' ? lower : limit));
  const grade = limits.reduce<number>((found, limit, index) => (limit !== null && (line.direction === 'above' ? measured > limit : measured < limit) ? index + 1 : found), 0);
  return grade === 0 ? null : { organ: line.organ, grade: grade as ToxicityGrade, from: test, kind: 'laboratory', isEmergency: false };
}

function organGrade(content: ToxicityBody, code: string, signs: readonly GradeSign[]): OrganGrade {
  const organ = content.organs.find((one) => one.code === code);
  const grade = signs.reduce<ToxicityGrade>((worst, sign) => (sign.grade > worst ? sign.grade : worst), 1);
  const general = content.general.find((one) => one.grade === grade);
  if (!organ || !general) throw new Error(`no organ ${code} or grade ${grade}`);
  return {
    organ: code,
    grade,
    action: grade >= organ.holdsFrom ? graver(treatmentActions, general.action, 'hold') : general.action,
    escalation: signs.some(({ isEmergency }) => isEmergency) ? 'red' : grade >= organ.holdsFrom ? graver(escalationLevels, general.escalation, 'orange') : general.escalation,
    signs,
  };
}

function graver<T extends string>(fromMildest: readonly T[], one: T, other: T): T {
  return fromMildest.indexOf(other) > fromMildest.indexOf(one) ? other : one;
}

function gravestFirst(one: OrganGrade, other: OrganGrade): number {
  return escalationLevels.indexOf(other.escalation) - escalationLevels.indexOf(one.escalation) || other.grade - one.grade || (one.organ < other.organ ? -1 : 1);
}
