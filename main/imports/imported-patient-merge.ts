import { identifierSystems } from '#contract/values.ts';
import type { PatientState } from '../patients/patient-change.ts';
import { historyValues } from '../patients/patient-change.ts';
import type { PatientFields, PatientIdentifier } from '../patients/patient-fields.ts';
import { amendmentOf } from '../record-history/field-change-rules.ts';
import type { KeptChange } from '../record-history/record-history.ts';
import type { IdentifierContent } from './fhir/mapped-resource.ts';

/** A field (a number by its system) the source says otherwise, left as somebody here wrote it. */
export interface KeptHere {
  readonly field: string;
  readonly byName: string;
}

interface Incoming {
  readonly fields: Partial<PatientFields>;
  readonly identifiers: readonly IdentifierContent[];
  /** Put on file by a person, and now tied to this source: it fills blanks, and changes nothing that is there. */
  readonly registeredHere: boolean;
}

/**
 * What a patient on file becomes when their source says something new: its fields replace those it gave itself, never
 * those a person has amended since. Numbers are added; one that replaces the only one of its system takes its place,
 * unless a person wrote that one; one a person has removed or corrected does not come back.
 *
 * @param history the record's changes, oldest first
 */
export function mergeImported(before: PatientState, history: readonly KeptChange[], incoming: Incoming, newId: () => string): { readonly fields: Partial<PatientFields>; readonly identifiers: readonly PatientIdentifier[]; readonly kept: readonly KeptHere[] } {
  const kept: KeptHere[] = [];
  const taken = Object.entries(incoming.fields).filter(([field, value]) => {
    const present = before.fields[field as keyof PatientFields];
    if (present === value) return false;
    const amended = amendmentOf(field, present, history);
    if (amended && value !== null) kept.push({ field, byName: amended.byName });
    return amended === null && !(incoming.registeredHere && present !== null);
  });

  const identifiers = [...before.identifiers];
  const values = historyValues({}, before.identifiers);
  for (const one of incoming.identifiers) {
    const ofSystem = before.identifiers.filter(({ system }) => system === one.system);
    const same = ofSystem.find(({ value }) => value === one.value);
    if (same) {
      // The same number: who gave it, and until when it holds, are added where nobody said.
      const isAmended = amendmentOf(`identifier:${same.id}`, values[`identifier:${same.id}`] ?? null, history) !== null;
      if (!isAmended) identifiers[identifiers.indexOf(same)] = { ...same, issuer: same.issuer ?? one.issuer, validTo: same.validTo ?? one.valid_to };
      continue;
    }
    const gone = goneHere(one, history);
    if (gone) {
      kept.push({ field: one.system, byName: gone.byName });
      continue;
    }
    const alone = ofSystem.length === 1 && incoming.identifiers.filter(({ system }) => system === one.system).length === 1 ? ofSystem[0] : undefined;
    const field = `identifier:${alone?.id ?? ''}`;
    const amended = alone ? amendmentOf(field, values[field] ?? null, history) : null;
    if (amended) kept.push({ field: one.system, byName: amended.byName });
    else if (alone && !(incoming.registeredHere && alone.system === identifierSystems.file)) identifiers[identifiers.indexOf(alone)] = { ...alone, value: one.value, use: one.use, validFrom: one.valid_from, validTo: one.valid_to, issuer: one.issuer, insQualified: one.ins_qualified === 1 };
    else if (!alone) identifiers.push({ id: newId(), system: one.system, value: one.value, use: one.use, issuer: one.issuer, validFrom: one.valid_from, validTo: one.valid_to, insQualified: one.ins_qualified === 1 });
  }
  return { fields: Object.fromEntries(taken), identifiers, kept };
}

/** The change by which a person took this very number away from the record, or wrote another in its place. */
function goneHere({ system, value }: IdentifierContent, history: readonly KeptChange[]): KeptChange | undefined {
  return history.findLast(({ origin, changes }) =>
    origin !== 'import' && changes.some(({ field, from }) => field.startsWith('identifier:') && typeof from === 'object' && from !== null && from['system'] === system && from['value'] === value),
  );
}
