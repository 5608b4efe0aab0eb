import type { WriteExecutor } from '../../platform/database/schema.ts';
import { toxicityContents } from '../../toxicity/toxicity-content.ts';
import type { Caller } from '../../users/caller.ts';
import type { WrittenAdministration } from './administration-rules.ts';
import type { DoseReading } from './dose-reading.ts';
import { needOfIncidents } from './escalation-rules.ts';
import type { EscalationService } from './escalation-service.ts';

interface Telling {
  readonly escalations: EscalationService;
  readonly reading: DoseReading;
  readonly dose: DoseReading['dose'];
}

/** Tells the hospital of incidents of a dose given, in the transaction that writes them; answers whether there was anything to tell. */
export async function tellIncidents(db: WriteExecutor, caller: Caller, { escalations, reading: { content, checklist }, dose }: Telling, incidents: WrittenAdministration['incidents']): Promise<boolean> {
  const { dosing, toxicity, checklists } = content.body;
  const asked = checklist ?? checklists.find(({ code }) => code === dosing?.checklist);
  const known = new Map(dosing?.administration?.incidents.map((one) => [one.code, one]));
  const need = asked ? needOfIncidents(asked, toxicityContents.get(toxicity ?? '')?.body ?? null, incidents.map(({ code, grade, words }) => ({ label: known.get(code)?.label ?? { fr: code, en: code }, organ: known.get(code)?.organ ?? null, grade, words }))) : null;
  if (need) await escalations.open(db, caller, need, { enrolmentId: dose.enrolmentId, patientId: dose.patientId, doseId: dose.id, callId: null });
  return need !== null;
}
