import { describe, expect, test } from 'vitest';
import { BundleIndex, readBundle } from './bundle-reading.ts';
import { fhirDate, fhirDateTime } from './fhir-dates.ts';
import { mapResource, type MappingOutcome } from './resource-mapping.ts';

const today = '2026-11-21';

/** Maps the last of these resources, the others beside it in the same bundle. */
function map(...resources: readonly object[]): MappingOutcome {
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
  const content = readBundle(Buffer.from(JSON.stringify(bundle)));
  return mapResource(content.resources.at(-1)!, new BundleIndex(content.resources), today);
}
const contentOf = (outcome: MappingOutcome) => ('mapped' in outcome ? outcome.mapped.content : outcome);

const subject = { reference: 'Patient/1' };
const condition = { resourceType: 'Condition', subject, code: { text: 'Goutte' } };
const observation = { resourceType: 'Observation', status: 'final', subject, code: { coding: [{ system: 'http://loinc.org', code: '1988-5', display: 'CRP' }] } };
const request = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject, medicationCodeableConcept: { text: 'Méthotrexate' } };
const patient = { resourceType: 'Patient', name: [{ family: 'Roy', given: ['Ann'] }], birthDate: '1958-03-14' };

describe('dates', () => {
  test.each([
    ['2014', '2014'], ['2014-03', '2014-03'], ['2014-02-28', '2014-02-28'], ['2012-02-29', '2012-02-29'],
    ['2014-03-07T10:12:00-05:00', '2014-03-07T15:12:00.000Z'], ['2014-03-07T10:12:00.9876543Z', '2014-03-07T10:12:00.987Z'], ['2014-12-31T23:30:00-05:00', '2015-01-01T04:30:00.000Z'],
  ])('%s → %s', (given, kept) => expect(fhirDateTime.parse(given)).toBe(kept));

  test.each([
    ['2014-02-30', 'DATE_IMPOSSIBLE'], ['2013-02-29', 'DATE_IMPOSSIBLE'], ['2014-13', 'DATE_IMPOSSIBLE'], ['2014-00-01', 'DATE_IMPOSSIBLE'], ['0000', 'DATE_IMPOSSIBLE'],
    ['2014-02-30T10:00:00Z', 'DATE_IMPOSSIBLE'], ['2014-02-03T25:00:00Z', 'DATE_IMPOSSIBLE'], ['2014-02-03T10:00:00', 'DATE_INVALID'],
    ['14-02-2003', 'DATE_INVALID'], ['hier', 'DATE_INVALID'], ['', 'DATE_INVALID'], ['2014-2-3', 'DATE_INVALID'],
  ])('%s is refused as %s', (given, code) => expect(fhirDateTime.safeParse(given).error?.issues[0]?.message).toBe(code));

  test('a date is no instant', () => expect(fhirDate.safeParse('2014-03-07T10:12:00Z').success).toBe(false));
});

describe('what is refused, and where', () => {
  test.each<[string, object, string, string]>([
    ['a birth that cannot be', { ...patient, birthDate: '1985-02-31' }, 'DATE_IMPOSSIBLE', 'entry[0].resource.birthDate'],
    ['a birth to come', { ...patient, birthDate: '2027-01-01' }, 'DATE_IMPOSSIBLE', 'entry[0].resource.birthDate'],
    ['a death before the birth', { ...patient, deceasedDateTime: '1957' }, 'DATE_IMPOSSIBLE', 'entry[0].resource.deceasedDateTime'],
    ['nobody’s name', { ...patient, name: [{ use: 'official' }] }, 'NAME_MISSING', 'entry[0].resource.name'],
    ['a gender FHIR does not have', { ...patient, gender: 'F' }, 'VALUE_INVALID', 'entry[0].resource.gender'],
    ['a character no database stores', { ...patient, name: [{ family: 'Roy\0' }] }, 'VALUE_INVALID', 'entry[0].resource.name[0].family'],
    ['nobody it is about', { resourceType: 'Condition', code: { text: 'x' } }, 'VALUE_MISSING', 'entry[0].resource.subject'],
    ['nothing it says', { ...condition, code: { coding: [{ system: 'http://snomed.info/sct' }] } }, 'CODE_MISSING', 'entry[0].resource.code'],
    ['an observation of nobody', { ...observation, subject: undefined }, 'SUBJECT_NOT_PATIENT', 'entry[0].resource.subject'],
    ['a value that is a text', { ...observation, valueQuantity: { value: '12' } }, 'VALUE_INVALID', 'entry[0].resource.valueQuantity.value'],
    ['a component without code', { ...observation, component: [{ code: { text: 'a' } }, { code: {} }] }, 'CODE_MISSING', 'entry[0].resource.component[1].code'],
    ['a medication not to be given', { ...request, doNotPerform: true }, 'NOT_TO_BE_GIVEN', 'entry[0].resource.doNotPerform'],
    ['a modifier', { ...condition, modifierExtension: [{ url: 'http://x', valueBoolean: true }] }, 'MODIFIER_UNKNOWN', 'entry[0].resource.modifierExtension'],
  ])('%s', (_name, resource, code, place) => expect(map(resource)).toEqual({ code, place }));

  test.each([
    ['[', 'NOT_JSON'], ['{"a":1}', 'NOT_FHIR'], ['[]', 'NOT_FHIR'], ['{"resourceType":"__proto__"}', 'NOT_FHIR'], ['{"resourceType":"Bundle","type":"history"}', 'BUNDLE_TYPE'],
  ])('the file %s', (text, code) => expect(readBundle(Buffer.from(text))).toEqual({ resources: [], rejected: [{ place: '', code }] }));

  test('bytes that are no UTF-8', () => expect(readBundle(Buffer.from([0x7b, 0xff, 0x7d])).rejected).toEqual([{ place: '', code: 'ENCODING' }]));

  test('entries without a resource or a type', () => {
    const content = readBundle(Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'DELETE' } }, { resource: { id: '1' } }, null, { resource: patient }] })));
    expect(content.rejected).toEqual([{ place: 'entry[0]', code: 'ENTRY_EMPTY' }, { place: 'entry[1].resource', code: 'TYPE_UNKNOWN' }, { place: 'entry[2]', code: 'ENTRY_EMPTY' }]);
    expect(content.resources.map(({ place }) => place)).toEqual(['entry[3].resource']);
  });

  test('a byte order mark is no obstacle', () => expect(readBundle(Buffer.from(`\uFEFF${JSON.stringify(patient)}`)).resources).toHaveLength(1));
});

describe('people', () => {
  test('the name in use, the number to call, the NAM under its own system', () => {
    const outcome = map({
      ...patient,
      name: [{ use: 'old', family: 'Avant' }, { use: 'maiden', family: 'Côté' }, { use: 'usual', family: 'Roy', given: ['Ann', null, 'Marie'], prefix: ['Mme'] }],
      telecom: [{ system: 'phone', use: 'old', value: '1' }, { system: 'phone', use: 'home', value: '2' }, { system: 'phone', use: 'mobile', value: '3' }, { system: 'email', value: 'a@b.ca' }],
      address: [{ use: 'old', city: 'Ailleurs' }, { use: 'home', line: ['1, rue X', 'app. 2'], city: 'Gaspé', postalCode: 'G4X 1A1', state: 'QC' }],
      identifier: [
        { system: 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-qc-patient-healthcare-id', value: 'roya 5853 1419' },
        { system: 'http://hopital.example', value: '12', use: 'official', period: { start: '2001-05' } }, { system: 'http://hopital.example', value: '12' }, { system: 'http://vide.example' },
      ],
      deceasedDateTime: '2020', communication: [{ language: { coding: [{ code: 'en' }] } }, { preferred: true, language: { coding: [{ code: 'fr-CA' }] } }],
    });
    expect(outcome).toMatchObject({
      mapped: {
        content: {
          family_name: 'Roy', given_name: 'Ann Marie', prefix: 'Mme', birth_family_name: 'Côté', phone: '3', email: 'a@b.ca', address_line: '1, rue X, app. 2', city: 'Gaspé',
          deceased: 1, deceased_on: '2020', language: 'fr-CA', administrative_sex: 'unknown',
        },
        identifiers: [
          { system: 'urn:relais:identifier:ramq-nam', value: 'ROYA58531419', use: null, valid_from: null },
          { system: 'http://hopital.example', value: '12', use: 'official', valid_from: '2001-05' },
        ],
      },
    });
  });

  test('one name is the family name', () => {
    expect(contentOf(map({ resourceType: 'Patient', name: [{ given: ['Kenzi'] }] }))).toMatchObject({ family_name: 'Kenzi', given_name: '' });
    expect(contentOf(map({ resourceType: 'Patient', name: [{ text: '张无忌' }] }))).toMatchObject({ family_name: '张无忌', given_name: '' });
  });
});

describe('values', () => {
  test.each<[string, object, object]>([
    ['quantity', { valueQuantity: { value: 12.5, unit: 'mg/L', system: 'http://unitsofmeasure.org', code: 'mg/L' } }, { value_kind: 'quantity', value_number: 12.5, value_unit: 'mg/L', value_unit_code: 'mg/L', value_code_system: 'http://unitsofmeasure.org' }],
    ['bound, never a number', { valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' } }, { value_kind: 'comparison', value_number: null, value_unit: 'mg/L', value_text: '< 5 mg/L' }],
    ['concept', { valueCodeableConcept: { coding: [{ system: 's', code: 'c', display: 'Jamais fumé' }] } }, { value_kind: 'coded', value_code_system: 's', value_code: 'c', value_text: 'Jamais fumé' }],
    ['string', { valueString: 'positif' }, { value_kind: 'string', value_text: 'positif' }],
    ['false', { valueBoolean: false }, { value_kind: 'boolean', value_text: 'false' }],
    ['zero', { valueInteger: 0 }, { value_kind: 'integer', value_number: 0 }],
    ['instant', { valueDateTime: '2020-01-01T00:00:00+01:00' }, { value_kind: 'dateTime', value_text: '2019-12-31T23:00:00.000Z' }],
    ['range', { valueRange: { low: { value: 5, unit: 'mg' }, high: { value: 10, unit: 'mg' } } }, { value_kind: 'range', value_unit: 'mg', value_text: '5–10 mg' }],
    ['range between units', { valueRange: { low: { value: 5, unit: 'mg' }, high: { value: 1, unit: 'g' } } }, { value_kind: 'range', value_text: '5 mg – 1 g' }],
    ['open range', { valueRange: { low: { value: 5, unit: 'mg' } } }, { value_kind: 'range', value_text: '≥ 5 mg' }],
    ['titre', { valueRatio: { numerator: { value: 1 }, denominator: { value: 160 } } }, { value_kind: 'ratio', value_text: '1:160' }],
    ['period', { valuePeriod: { start: '2020', end: '2021-03' } }, { value_kind: 'period', value_text: '2020/2021-03' }],
    ['reason for none', { dataAbsentReason: { coding: [{ code: 'not-performed', display: 'Not performed' }] } }, { value_kind: 'absent', value_code: 'not-performed', value_text: 'Not performed' }],
  ])('%s', (_name, value, columns) => expect(contentOf(map({ ...observation, ...value }))).toMatchObject(columns));

  test('limits of normal in the unit of the value only', () => {
    const value = { value: 12, unit: 'mg/L', code: 'mg/L' };
    const limits = (low: object) => contentOf(map({ ...observation, valueQuantity: value, referenceRange: [{ low, high: { value: 8, unit: 'mg/L', code: 'mg/L' } }] }));
    expect(limits({ value: 0, unit: 'mg/L' })).toMatchObject({ reference_low: 0, reference_high: 8 });
    expect(limits({ value: 0.1, unit: 'mg/dL', code: 'mg/dL' })).toMatchObject({ reference_low: null, reference_high: 8 });
  });

  test('every coding is kept, the first in columns', () => {
    const code = { coding: [{ system: 'a', code: '1', display: 'Un' }, { system: 'b', code: '2' }], text: 'Texte reçu' };
    const content = contentOf(map({ ...condition, code })) as { other_codings: string };
    expect(content).toMatchObject({ code_system: 'a', code: '1', text: 'Texte reçu' });
    expect(JSON.parse(content.other_codings)).toEqual(code.coding);
    expect(contentOf(map(condition))).toMatchObject({ code_system: null, code: null, text: 'Goutte', other_codings: null });
  });
});

describe('medication and allergies', () => {
  test('the drug and the reason pointed at are read where they are', () => {
    const drug = { resourceType: 'Medication', id: 'm', code: { coding: [{ system: 'rx', code: '105585', display: 'Methotrexate 2.5 MG' }] } };
    const why = { ...condition, id: 'c' };
    const pointing = { ...request, medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/m' }, reasonReference: [{ reference: 'Condition/c' }], dosageInstruction: [{ text: '15 mg/sem.', asNeededBoolean: false, route: { text: 'SC' } }] };
    const content = contentOf(map(drug, why, pointing)) as { dosage: string };
    expect(content).toMatchObject({ kind: 'request', code: '105585', text: 'Methotrexate 2.5 MG', reason_text: 'Goutte', status: 'active', intent: 'order' });
    expect(JSON.parse(content.dosage)).toEqual(pointing.dosageInstruction);
    expect(contentOf(map({ ...pointing, contained: [{ ...drug, id: 'in' }], medicationReference: { reference: '#in' } }))).toMatchObject({ code: '105585' });
    expect(contentOf(map({ ...pointing, medicationReference: { reference: 'Medication/none', display: 'Colchicine' } }))).toMatchObject({ code: null, text: 'Colchicine' });
  });

  test('a statement and an allergy', () => {
    expect(contentOf(map({ resourceType: 'MedicationStatement', status: 'active', subject, medicationCodeableConcept: { text: 'AINS' }, effectivePeriod: { start: '2019-05' } }))).toMatchObject({
      kind: 'statement', text: 'AINS', started_on: '2019-05', ended_on: null,
    });
    const reaction = [{ substance: { text: 'Sulfamide' }, manifestation: [{ text: 'Urticaire' }], severity: 'mild' }];
    expect(contentOf(map({ resourceType: 'AllergyIntolerance', patient: subject, category: ['medication', 'food'], criticality: 'high', reaction }))).toMatchObject({
      text: 'Sulfamide', category: 'medication, food', criticality: 'high', reactions: JSON.stringify(reaction),
    });
  });
});
