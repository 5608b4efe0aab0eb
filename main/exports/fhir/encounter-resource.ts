import { ownExtensions } from '../../imports/fhir/fhir-elements.ts';
import { extension, type Refer, type Resource, resource } from './resource.ts';

/** An emergency visit or an admission, and whose it is: the id the patient leaves under. */
export interface ExportedEncounter {
  readonly id: string;
  readonly patient: string;
  readonly kind: string;
  readonly happenedOn: string;
  readonly endedOn: string | null;
  readonly hospital: string;
  readonly reason: string;
  readonly related: string;
  readonly organ: string | null;
  readonly grade: number | null;
  readonly detected: string | null;
  readonly symptomOn: string | null;
}

const classOf: Readonly<Record<string, string>> = { emergency: 'EMER', admission: 'IMP' };

/** An emergency visit or an admission as a FHIR Encounter. An admission nobody wrote the end of may last still: its status is not known. */
export function encounterResource(row: ExportedEncounter, refer: Refer): Resource {
  const isOver = row.kind === 'emergency' || row.endedOn !== null;
  return resource('Encounter', row.id, {
    extension: [
      ...extension(ownExtensions.treatmentRelated, { valueCode: row.related }),
      ...extension(ownExtensions.toxicityOrgan, { valueCode: row.organ ?? undefined }),
      ...extension(ownExtensions.eventGrade, { valueCode: row.grade === null ? undefined : String(row.grade) }),
      ...extension(ownExtensions.detectedBy, { valueCode: row.detected ?? undefined }),
      ...extension(ownExtensions.firstSymptomOn, { valueDate: row.symptomOn ?? undefined }),
    ],
    status: isOver ? 'finished' : 'unknown',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: classOf[row.kind] },
    subject: refer('Patient', row.patient),
    period: { start: row.happenedOn, end: row.kind === 'emergency' ? row.happenedOn : row.endedOn },
    reasonCode: [{ text: row.reason }],
    serviceProvider: row.hospital === '' ? undefined : { display: row.hospital },
  });
}
