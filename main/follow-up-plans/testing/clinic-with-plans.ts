import type { Inputs } from '#contract/index.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';

type Apply = Inputs['plans']['apply'];

/** A template to apply from a day on. */
export async function anApplication(clinic: TestClinic, patientId: string, code: string, on: string, part: Partial<Apply> = {}): Promise<Apply> {
  const found = (await clinic.services.plans.templates()).find((one) => one.code === code);
  if (!found) throw new Error(code);
  return { planId: clinic.ports.newId(), patientId, templateId: found.templateId, anchors: { [found.body.anchors[0]?.code ?? '']: on }, options: [], practitionerId: null, leftOut: [], ...part };
}

/** Applies a template; answers the plan as the record shows it. */
export async function applied(clinic: TestClinic, caller: Caller, patientId: string, code: string, on: string, part: Partial<Apply> = {}) {
  const input = await anApplication(clinic, patientId, code, on, part);
  await clinic.services.plans.apply(caller, input);
  return planOf(clinic, caller, patientId, input.planId);
}

export async function planOf(clinic: TestClinic, caller: Caller, patientId: string, planId: string) {
  const found = (await clinic.services.plans.ofPatient(caller, { patientId })).plans.find(({ id }) => id === planId);
  if (!found) throw new Error('no such plan');
  return found;
}
