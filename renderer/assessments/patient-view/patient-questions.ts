import type { Instrument, InstrumentInput } from '#contract/instruments.ts';

/** A question the patient answers by pointing. */
export interface PatientQuestion {
  readonly name: string;
  /** `scale`: 0 to 10, best to worst; `difficulty`: without any, some, much, unable. */
  readonly kind: 'scale' | 'difficulty';
  /** What an answer of one point stands for in the unit of the input. */
  readonly times: number;
}

/** Asked as scales, in words of our own; the order is the one they are asked in. */
export const scaleQuestions = [
  'patient_global_mm', 'pain_mm', 'fatigue_nrs', 'back_pain_nrs', 'peripheral_pain_nrs', 'enthesis_pain_nrs', 'stiffness_severity_nrs', 'stiffness_duration_nrs',
] as const;
export type ScaleQuestion = (typeof scaleQuestions)[number];

/**
 * What the patient is asked for the chosen instruments, each thing once. Questionnaires whose text is not ours to show
 * (BASFI, RAPID3's function items) are typed from paper: they are not among them.
 */
export function patientQuestions(chosen: readonly Instrument[]): readonly PatientQuestion[] {
  const asked = new Map(chosen.flatMap(({ inputs }) => inputs.map((input) => [input.name, input] as const)));
  const scales = scaleQuestions.flatMap((name) => {
    const input = asked.get(name);
    return input?.kind === 'number' ? [{ name, kind: 'scale' as const, times: input.max / 10 }] : [];
  });
  const difficulties = chosen.filter(({ id }) => id === 'haq-di').flatMap(({ inputs }) => inputs.filter(isDifficulty).map(({ name }) => ({ name, kind: 'difficulty' as const, times: 1 })));
  return [...scales, ...difficulties];
}

function isDifficulty(input: InstrumentInput): boolean {
  return input.kind === 'number' && input.max === 3 && input.group !== undefined;
}
