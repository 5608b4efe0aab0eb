import type { OpenClinic } from '../clinics/open-clinic.ts';
import { commandLineCaller } from '../users/caller.ts';
import { CommandError } from './command.ts';

/** The one patient of an id, or of a number somebody would search by. @throws CommandError nobody, or several */
export async function patientOf(clinic: OpenClinic, text: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  const { patients, hasMore } = await clinic.services.patients.search(commandLineCaller, { text: `"${text}"`, limit: 2 });
  const [only] = patients;
  if (!only || patients.length > 1 || hasMore) throw new CommandError('plan.notOne', { count: patients.length });
  return only.id;
}
