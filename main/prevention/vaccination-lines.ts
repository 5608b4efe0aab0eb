import type { Inputs } from '#contract/index.ts';
import { type NotGivenReason, notGivenReasons, type Vaccination, vaccinationRoutes, vaccinationSites, type VaccinationSource, vaccinationSources } from '#contract/prevention.ts';
import type { Language } from '#contract/values.ts';
import type { ItemFields } from '../record-history/item-change-rules.ts';
import { builtInVaccines } from './prevention-content.ts';
import { cvxSystem, type KnownVaccination, vaccineRecogniser } from './vaccination-rules.ts';
import type { VaccinationColumns, VaccinationRow } from './vaccination-repository.ts';

/** Rows of the database as vaccinations: which vaccine each is, why it was not given, where it is known from; and back. */

/** FHIR's codes (v3-ActReason, immunization-origin) of ours. */
const reasonCodes: Readonly<Record<NotGivenReason, string>> = { refused: 'PATOBJ', contraindicated: 'MEDPREC', immune: 'IMMUNE', unavailable: 'OSTOCK' };
const originCodes: Readonly<Record<VaccinationSource, string | null>> = { 'given-here': null, registry: 'jurisdiction', booklet: 'record', provider: 'provider', recall: 'recall' };

const { vaccines } = builtInVaccines.body;
const recognise = vaccineRecogniser(vaccines);

/** A row as it is shown; the warning is the service's to add. */
export function vaccinationOf(row: VaccinationRow, civil: (at: string) => string): Vaccination {
  const vaccine = recognise(row.codings, row.text);
  return {
    id: row.id, version: row.version, vaccine: vaccine?.key ?? null, text: row.text, code: row.code, live: vaccine?.live ?? null, status: row.status === 'not-done' ? 'not-done' : 'completed',
    reason: notGivenReasons.find((one) => reasonCodes[one] === row.statusReason) ?? null, reasonNote: row.statusNote ?? '', givenOn: row.givenOn === null ? null : civil(row.givenOn), givenWords: row.givenWords,
    lot: row.lot ?? '', expiresOn: row.expiresOn, site: row.site, route: row.route, doseNumber: row.doseNumber, source: sourceOfRow(row), note: row.note ?? '',
    imported: row.imported, recordedOn: row.recordedOn, recordedBy: row.recordedBy, warning: null,
  };
}

function sourceOfRow({ primarySource, reportOrigin }: VaccinationRow): VaccinationSource | null {
  return vaccinationSources.find((one) => originCodes[one] !== null && originCodes[one] === reportOrigin) ?? (primarySource === true ? 'given-here' : null);
}

/** The same for the rules. */
export function knownVaccination({ vaccine, live, status, reason, givenOn }: Vaccination): KnownVaccination {
  return { group: vaccines.find(({ key }) => key === vaccine)?.group ?? null, live, status, reason, givenOn };
}

/** What was entered, in columns. The codes a row came with stay while it means the same vaccine. */
export function columnsOf(input: Inputs['prevention']['saveVaccination'], before: VaccinationRow | undefined, language: Language): Partial<VaccinationColumns> & Omit<VaccinationColumns, 'code_system' | 'code' | 'other_codings'> {
  const vaccine = vaccines.find(({ key }) => key === input.vaccine);
  const isSame = before !== undefined && vaccine !== undefined && recognise(before.codings, before.text)?.key === vaccine.key;
  const coding = isSame ? {} : { code_system: vaccine ? cvxSystem : null, code: vaccine?.cvx[0] ?? null, other_codings: null };
  const isGiven = input.status === 'completed';
  return {
    ...coding, text: isSame ? before.text : (vaccine?.label[language] ?? input.text), status: input.status, status_reason: input.reason === null ? null : reasonCodes[input.reason], status_note: isGiven ? null : input.reasonNote || null,
    given_on: input.givenOn, given_words: null, lot_number: isGiven ? input.lot || null : null, expires_on: isGiven ? input.expiresOn : null, site: isGiven ? kept(input.site, before?.site, vaccinationSites) : null, route: isGiven ? kept(input.route, before?.route, vaccinationRoutes) : null,
    dose_number: isGiven ? input.doseNumber : null, primary_source: Number(input.source === 'given-here'), report_origin: originCodes[input.source], note: input.note || null,
  };
}

/** What was chosen; what came from elsewhere and is none of the choices stays. */
function kept(chosen: string | null, before: string | null | undefined, choices: readonly string[]): string | null {
  return chosen ?? (before !== undefined && before !== null && !choices.includes(before) ? before : null);
}

/** What a vaccination says in the history of a record. */
export function fieldsOf(one: Vaccination): ItemFields {
  return {
    vaccine: one.text, vaccinationStatus: one.status, vaccinationReason: one.reason, vaccinationReasonNote: one.reasonNote, givenOn: one.givenOn ?? one.givenWords, doseNumber: one.doseNumber, lot: one.lot, expiresOn: one.expiresOn,
    vaccinationSite: one.site, vaccinationRoute: one.route, vaccinationSource: one.source, vaccinationNote: one.note,
  };
}
