import fc from 'fast-check';

/** FHIR R4 resources as sources write them, for the round trip: every element Relais keeps, and texts that hurt. */

/** Texts that have broken programs: quotes, markup, formulas, right-to-left, combining, wide and invisible characters. */
const naughtyTexts = [
  "O'Connell", 'Robert"); DROP TABLE patient;--', '<script>alert(1)</script>', '=HYPERLINK("http://x";"y")', '+1', '-2', '@SUM(A1)', '\tx', 'null', 'undefined', '__proto__', 'constructor', 'NaN', '1e309',
  'Ω≈ç√∫˜µ≤≥÷', 'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮', 'مُنَاقَشَةُ', '田中さん', '👩‍👩‍👧‍👦', 'x;y;"z"', 'ligne\nautre ligne', '5–10 mg', '≥ 5', '1:160', '2020/2021', '..', '#REF!', "'=1", '%s%n', '{{7*7}}', '../../etc/passwd',
];
export const texts = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...naughtyTexts) }, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => /\S/.test(text) && !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const codes = fc.constantFrom('105585', 'M05.9', 'a b', '__proto__', 'H', 'constructor', '1988-5');
const systems = fc.constantFrom('http://loinc.org', 'http://snomed.info/sct', 'urn:x:y');
const concepts = fc.record({
  coding: maybe(fc.array(fc.record({ system: maybe(systems), version: maybe(fc.constantFrom('2020', '3')), code: maybe(codes), display: maybe(texts) }), { maxLength: 3 })),
  text: maybe(texts),
});
const filledConcepts = concepts.filter((concept) => concept.text !== undefined || (concept.coding ?? []).some((one) => one.code !== undefined || one.display !== undefined));

const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-10-01'), noInvalidDate: true }).map((date) => date.toISOString());
export const dates = fc.oneof(days.map((day) => day.slice(0, 4)), days.map((day) => day.slice(0, 7)), days.map((day) => day.slice(0, 10)));
const instants = fc.oneof(days, days.map((day) => `${day.slice(0, 19)}-05:00`));
const dateTimes = fc.oneof(dates, instants);
const numbers = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((number) => number + 0));
const units = fc.constantFrom('mg', 'mg/L', '1', '10*9/L', 'µmol/L', 'unité – autre', 'a:b');
const quantities = fc.oneof(
  fc.record({ value: numbers, unit: maybe(units) }),
  fc.record({ value: numbers, unit: maybe(units), system: fc.constant('http://unitsofmeasure.org'), code: units, comparator: maybe(fc.constantFrom('<', '<=', '>=', '>')) }),
);
const plainQuantities = quantities.map((quantity) => ({ ...quantity, comparator: undefined }));
const ranges = fc.tuple(maybe(plainQuantities), maybe(plainQuantities)).map(([low, high]) => (low && high && low.value > high.value ? { low: high, high: low } : { low, high })).filter(({ low, high }) => !(low && high) || low.unit !== high.unit || low.value <= high.value);

const values = fc.oneof(
  fc.constant({}),
  quantities.map((valueQuantity) => ({ valueQuantity })),
  filledConcepts.map((valueCodeableConcept) => ({ valueCodeableConcept })),
  texts.map((valueString) => ({ valueString })),
  fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  fc.integer({ min: -100, max: 100 }).map((valueInteger) => ({ valueInteger })),
  dateTimes.map((valueDateTime) => ({ valueDateTime })),
  fc.constantFrom('10:12:00', '23:59:59.5').map((valueTime) => ({ valueTime })),
  fc.tuple(maybe(fc.constantFrom('2019', '2020-03-01')), maybe(fc.constantFrom('2021-03', '2022-01-01T10:00:00Z'))).map(([start, end]) => ({ valuePeriod: { start, end } })),
  ranges.map((valueRange) => ({ valueRange })),
  fc.record({ numerator: quantities, denominator: quantities }).map((valueRatio) => ({ valueRatio })),
  filledConcepts.map((dataAbsentReason) => ({ dataAbsentReason })),
);

const subject = { reference: 'Patient/0b5b0d2c-1111-4000-8000-0000000000aa' };
const ids = fc.uuid();
const statusOf = (...statuses: string[]) => maybe(fc.constantFrom(...statuses).map((code) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/x', code }] })));

const patients = fc.record({
  resourceType: fc.constant('Patient'),
  id: ids,
  extension: fc.constantFrom(undefined, [{ url: 'urn:relais:fhir:mobility', valueCode: 'aid' }, { url: 'urn:relais:fhir:region', valueCode: '06' }, { url: 'urn:relais:fhir:tele-suitability', valueCode: 'phone-only' }]),
  identifier: maybe(fc.array(fc.record({ use: maybe(fc.constantFrom('official', 'old', 'usual')), system: maybe(fc.constantFrom('urn:oid:2.16.840.1.113883.4.56', 'http://hospital.example', 'urn:relais:identifier:clinic-file', 'urn:oid:1.2.250.1.213.1.4.8', 'urn:relais:identifier:foreign')), value: texts, period: maybe(fc.record({ start: maybe(fc.constantFrom('2014', '2014-03')), end: maybe(fc.constantFrom('2027-05', '2027-05-31')) })), assigner: maybe(texts.map((display) => ({ display }))), extension: maybe(fc.constant([{ url: 'urn:relais:fhir:ins-qualified', valueBoolean: true }])) }), { maxLength: 3 })),
  name: fc.tuple(fc.record({ use: maybe(fc.constantFrom('official', 'usual')), family: texts, given: maybe(fc.array(texts, { maxLength: 3 })), prefix: maybe(fc.array(texts, { maxLength: 2 })) }), maybe(texts)).map(([name, maiden]) => [name, ...(maiden === undefined ? [] : [{ use: 'maiden', family: maiden }])]),
  telecom: maybe(fc.array(fc.record({ system: fc.constantFrom('phone', 'email', 'fax'), value: texts, use: maybe(fc.constantFrom('home', 'mobile', 'old')), rank: maybe(fc.integer({ min: 1, max: 3 })) }), { maxLength: 3 })),
  gender: maybe(fc.constantFrom('male', 'female', 'other', 'unknown')),
  birthDate: maybe(fc.constantFrom('1958', '1958-03', '1958-03-14')),
  deceasedDateTime: maybe(fc.constantFrom('2020', '2021-02-03T10:00:00Z')),
  address: maybe(fc.array(fc.record({ use: maybe(fc.constantFrom('home', 'old')), line: maybe(fc.array(texts, { maxLength: 2 })), city: maybe(texts), postalCode: maybe(texts), country: maybe(texts) }), { maxLength: 2 })),
  maritalStatus: maybe(concepts),
  communication: maybe(fc.array(fc.record({ language: concepts, preferred: maybe(fc.boolean()) }), { maxLength: 2 })),
});

const practitioners = fc.record({
  resourceType: fc.constant('Practitioner'),
  id: ids,
  active: maybe(fc.boolean()),
  extension: fc.constantFrom(undefined, [{ url: 'urn:relais:fhir:organization', valueString: 'Clinique « Été »' }]),
  name: texts.map((family) => [{ family }]),
  gender: maybe(fc.constantFrom('male', 'female')),
  communication: maybe(fc.array(concepts, { maxLength: 3 })),
  telecom: maybe(fc.array(fc.record({ system: fc.constantFrom('phone', 'email', 'fax'), value: texts }), { maxLength: 3 })),
});

const conditions = fc.record({
  resourceType: fc.constant('Condition'), id: ids, subject: fc.constant(subject), code: filledConcepts,
  clinicalStatus: statusOf('active', 'resolved', 'remission'), verificationStatus: statusOf('confirmed', 'entered-in-error', 'refuted'),
  category: maybe(fc.array(concepts, { maxLength: 2 })), onsetDateTime: maybe(dateTimes), abatementDateTime: maybe(dateTimes), recordedDate: maybe(dateTimes),
});

const observations = fc
  .tuple(
    fc.record({
      resourceType: fc.constant('Observation'), id: ids, subject: fc.constant(subject), status: fc.constantFrom('final', 'amended', 'unknown'), code: filledConcepts, category: maybe(fc.array(concepts, { maxLength: 2 })),
      effectiveDateTime: maybe(dateTimes), issued: maybe(instants), interpretation: maybe(fc.array(concepts, { maxLength: 3 })),
      component: maybe(fc.array(fc.tuple(filledConcepts, values).map(([code, value]) => ({ code, ...value })), { maxLength: 3 })),
    }),
    values,
    maybe(fc.record({ low: numbers, high: numbers })),
  )
  .map(([observation, value, limits]) => {
    const quantity = 'valueQuantity' in value ? value.valueQuantity : undefined;
    const limit = (number: number) => ({ ...quantity, comparator: undefined, value: number });
    return { ...observation, ...value, ...(quantity && limits ? { referenceRange: [{ low: limit(limits.low), high: limit(limits.high) }] } : {}) };
  });

const dosages = fc.array(
  fc.record({
    sequence: maybe(fc.integer({ min: 1, max: 9 })), text: maybe(texts), asNeededBoolean: maybe(fc.boolean()), route: maybe(concepts), patientInstruction: maybe(texts),
    timing: maybe(fc.constant({ repeat: { frequency: 1, period: 1, periodUnit: 'wk' } })), doseAndRate: maybe(fc.constant([{ doseQuantity: { value: 15, unit: 'mg' } }])),
    madeUp: fc.constant('not FHIR'),
  }),
  { maxLength: 2 },
);
const periods = maybe(fc.tuple(maybe(fc.constantFrom('2019', '2020-03-01')), maybe(fc.constantFrom('2021-03', '2022-01-01'))).map(([start, end]) => ({ start, end })));
const stops = fc.oneof(concepts, fc.constantFrom('secondary-inefficacy', 'adverse-event').map((code) => ({ coding: [{ system: 'urn:relais:fhir:stop-reason', code }], text: 'Éruption' })));
const requests = fc.record({
  resourceType: fc.constant('MedicationRequest'), id: ids, subject: fc.constant(subject), status: fc.constantFrom('active', 'stopped', 'unknown'), intent: fc.constantFrom('order', 'plan'),
  medicationCodeableConcept: filledConcepts, authoredOn: maybe(dateTimes), dosageInstruction: maybe(dosages), reasonCode: maybe(fc.array(concepts, { maxLength: 2 })), statusReason: maybe(stops),
  dispenseRequest: periods.map((validityPeriod) => ({ validityPeriod })),
});
const statements = fc.record({
  resourceType: fc.constant('MedicationStatement'), id: ids, subject: fc.constant(subject), status: fc.constantFrom('active', 'not-taken'), medicationCodeableConcept: filledConcepts,
  dateAsserted: maybe(dateTimes), effectivePeriod: periods, dosage: maybe(dosages), reasonCode: maybe(fc.array(concepts, { maxLength: 2 })), statusReason: maybe(fc.array(stops, { maxLength: 1 })),
});
const allergies = fc.record({
  resourceType: fc.constant('AllergyIntolerance'), id: ids, patient: fc.constant(subject), code: filledConcepts, clinicalStatus: statusOf('active', 'resolved'), verificationStatus: statusOf('confirmed', 'entered-in-error'),
  type: maybe(fc.constantFrom('allergy', 'intolerance')), category: maybe(fc.subarray(['food', 'medication', 'environment'])), criticality: maybe(fc.constantFrom('low', 'high')), recordedDate: maybe(dateTimes),
  reaction: maybe(fc.array(fc.record({ manifestation: fc.array(filledConcepts, { minLength: 1, maxLength: 2 }), substance: maybe(concepts), description: maybe(texts), severity: maybe(fc.constantFrom('mild', 'severe')) }), { maxLength: 2 })),
});
const reasonsNotGiven = fc.oneof(concepts, fc.constantFrom('PATOBJ', 'MEDPREC').map((code) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code }], text: 'Peur des aiguilles' })));
const immunizations = fc.record({
  resourceType: fc.constant('Immunization'), id: ids, patient: fc.constant(subject), vaccineCode: filledConcepts, status: fc.constantFrom('completed', 'not-done', 'entered-in-error'), statusReason: maybe(reasonsNotGiven),
  occurrenceDateTime: maybe(dateTimes), recorded: maybe(dateTimes), primarySource: maybe(fc.boolean()), reportOrigin: maybe(concepts), lotNumber: maybe(texts), expirationDate: maybe(fc.constantFrom('2027', '2027-06-30')), site: maybe(concepts), route: maybe(concepts),
  note: maybe(fc.array(texts.map((text) => ({ text })), { maxLength: 2 })), protocolApplied: maybe(fc.constant([{ doseNumberPositiveInt: 2 }])),
});
const drug = { reference: 'MedicationStatement/0b5b0d2c-1111-4000-8000-0000000000cc' };
const degrees = fc.constantFrom('mild', 'moderate', 'severe').map((code) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adverse-event-severity', code }] }));
const coded = (...codes: string[]) => maybe(fc.constantFrom(...codes).map((code) => ({ coding: [{ code }] })));
const noted = fc.tuple(maybe(fc.constantFrom('1', '4', '5')), maybe(texts)).map(([grade, note]) => [
  ...(grade === undefined ? [] : [{ url: 'urn:relais:fhir:adverse-event-grade', valueCode: grade }]), ...(note === undefined ? [] : [{ url: 'urn:relais:fhir:note', valueString: note }]),
]);
const adverseEvents = fc.record({
  resourceType: fc.constant('AdverseEvent'), id: ids, subject: fc.constant(subject), actuality: fc.constant('actual'), event: filledConcepts, date: dateTimes, recordedDate: maybe(instants), severity: degrees, extension: noted,
  seriousness: coded('Serious', 'Non-serious'), outcome: coded('resolved', 'ongoing', 'fatal', 'resolvedWithSequelae'), suspectEntity: fc.constant([{ instance: drug }]),
});
const coverages = fc
  .record({ id: ids, payor: maybe(fc.array(texts.map((display) => ({ display })), { maxLength: 2 })), sentOn: maybe(fc.constant('2026-01-05')), note: maybe(texts), period: maybe(fc.constantFrom({ start: '2026-02-01', end: '2027-02-01' }, { end: '2027-01-31' }, { start: '2026' })) })
  .map(({ id, payor, sentOn, note, period }) => ({
    resourceType: 'Coverage', id, status: 'active', beneficiary: subject, payor, period,
    extension: [
      { url: 'urn:relais:fhir:covered-drug', valueReference: drug }, ...(sentOn === undefined ? [] : [{ url: 'urn:relais:fhir:coverage-sent-on', valueDate: sentOn }]),
      ...(note === undefined ? [] : [{ url: 'urn:relais:fhir:note', valueString: note }]),
    ],
  }));
const serviceRequests = fc.record({
  resourceType: fc.constant('ServiceRequest'), id: ids, subject: fc.constant(subject), status: fc.constantFrom('active', 'completed', 'draft', 'revoked'), intent: fc.constantFrom('order', 'proposal'),
  priority: maybe(fc.constantFrom('routine', 'stat')), code: maybe(filledConcepts), reasonCode: maybe(fc.array(filledConcepts, { maxLength: 2 })), authoredOn: maybe(dateTimes), note: maybe(fc.array(texts.map((text) => ({ text })), { maxLength: 2 })),
});
const cancellations = [
  { coding: [{ system: 'urn:relais:fhir:cancellation', code: 'patient-seen-elsewhere' }, { system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: 'pat' }] },
  { coding: [{ system: 'urn:relais:fhir:cancellation', code: 'clinic-other' }], text: 'Dégât d’eau' }, { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: 'oth-weath' }] },
];
const visits = fc.record({
  resourceType: fc.constant('Appointment'), id: ids, status: fc.constantFrom('booked', 'arrived', 'checked-in', 'fulfilled', 'noshow', 'cancelled'), cancelationReason: maybe(fc.oneof(concepts, fc.constantFrom(...cancellations))), start: fc.constant('2026-03-10T14:00:00Z'), end: fc.constant('2026-03-10T14:30:00Z'),
  description: maybe(texts), participant: fc.constant([{ actor: subject, status: 'accepted' }, { actor: { reference: 'Practitioner/0b5b0d2c-1111-4000-8000-0000000000bb' }, status: 'accepted' }]),
});

/** One arbitrary a type, absent elements left out. */
export const arbitraryResources: Readonly<Record<string, fc.Arbitrary<object>>> = Object.fromEntries(
  Object.entries({ Patient: patients, Practitioner: practitioners, Condition: conditions, Observation: observations, MedicationRequest: requests, MedicationStatement: statements, AllergyIntolerance: allergies, Immunization: immunizations, AdverseEvent: adverseEvents, Coverage: coverages, ServiceRequest: serviceRequests, Appointment: visits }).map(
    ([type, arbitrary]) => [type, (arbitrary as fc.Arbitrary<object>).map((resource) => JSON.parse(JSON.stringify(resource)) as object)],
  ),
);
