import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnosisStatuses, diagnosisVerifications, signNames } from '#contract/diagnoses.ts';
import type { Inputs } from '#contract/index.ts';
import { referralState } from '#contract/referrals.ts';
import { drugClasses, eventGrades, eventOutcomes, stopReasons } from '#contract/treatments.ts';
import { type PlantedRecord, plantRecord, secrets } from '../access/testing/planted-record.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { createTriageContentReader } from '../referrals/active-triage-content.ts';
import { aRequest } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { builtInGuards } from '../treatments/treatment-content.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { recordCopyDocument } from './record-copy-document.ts';
import { readRecordContent } from './record-copy-repository.ts';
import words from './record-copy-words.json' with { type: 'json' };

describe.each(engines)('copies of a record on %s', (engine) => {
  let clinic: TestClinic;
  let member: Caller;
  let planted: PlantedRecord;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    member = await clinic.caller('rheumatologist');
    planted = await plantRecord(clinic, member);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const asked = (change: Partial<Inputs['recordCopies']['make']> = {}): Inputs['recordCopies']['make'] => ({
    copyId: clinic.ports.newId(), patientId: planted.patientId, language: 'fr', requester: 'Rose Plantée-Cachette', relationship: 'person', purpose: 'Demande écrite du 12 novembre', withAccesses: true, passphrase: null, ...change,
  });
  const make = async (input: Inputs['recordCopies']['make']): Promise<Uint8Array> => {
    const session = { caller: member } as unknown as Session;
    const file = await clinic.services.recordCopies.make(session, member, input);
    const delivered = await clinic.services.files.take(session, file.deliveryId);
    return delivered!.content;
  };
  const partsOf = async (content: Uint8Array, password?: string): Promise<ReadonlyMap<string, string>> => {
    const reader = new ZipReader(new BlobReader(new Blob([Buffer.from(content)])), { useWebWorkers: false, ...(password ? { password } : {}) });
    const parts = new Map<string, string>();
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      parts.set(entry.filename, entry.filename.endsWith('.pdf') ? Buffer.from(await entry.getData(new Uint8ArrayWriter())).subarray(0, 5).toString('latin1') : await entry.getData(new TextWriter()));
    }
    return parts;
  };

  test('a PDF, everything as JSON, and FHIR; to whom it went is on record', async () => {
    const input = asked();
    const parts = await partsOf(await make(input));
    expect([...parts.keys()]).toEqual(['dossier.pdf', 'dossier.json', 'fhir-r4.json', 'document-01.png']);
    expect(parts.get('dossier.pdf')).toBe('%PDF-');
    expect(parts.get('document-01.png')).toBe(secrets.paper);
    const said = parts.get('dossier.json') ?? '';
    // Every part of the record; a pair, an import, an undo and a blind second rating are about the work of the clinic.
    const { keptText: _text, keptBy: _by, twin: _twin, merged: _merged, ratingNote: _rating, number, ...ofTheRecord } = secrets;
    for (const secret of Object.values(ofTheRecord)) expect(said).toContain(secret);
    expect(said).toContain(String(Number(number)));
    expect(JSON.parse(parts.get('fhir-r4.json') ?? '')).toMatchObject({ resourceType: 'Bundle' });
    expect(parts.get('fhir-r4.json')).toContain(secrets.problem);
    const listed = async () => (await clinic.services.recordCopies.list(member, { patientId: planted.patientId })).filter(({ purpose }) => purpose !== secrets.copy);
    expect(await listed()).toEqual([
      { copyId: input.copyId, madeAt: clinic.ports.clock.now(), byName: member.displayName, requester: input.requester, relationship: 'person', purpose: input.purpose, language: 'fr' },
    ]);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('patient_id').where('action', '=', 'record.copied').execute());
    expect(trail).toEqual([{ patient_id: planted.patientId }]);
  });

  test('with a passphrase nothing can be read without it', async () => {
    // Asked again with the id of the first: the file is made again, and on record once.
    const before = await clinic.services.recordCopies.list(member, { patientId: planted.patientId });
    const content = await make(asked({ copyId: before[0]!.copyId, passphrase: 'quatre chevaux sous la pluie', language: 'en', withAccesses: false }));
    expect(await clinic.services.recordCopies.list(member, { patientId: planted.patientId })).toEqual(before);
    await expect(partsOf(content)).rejects.toThrow();
    const parts = await partsOf(content, 'quatre chevaux sous la pluie');
    expect(JSON.parse(parts.get('record.json') ?? '')).toMatchObject({ accesses: null, patient: { family_name: 'Plantée-Cachette' } });
    await expect(make(asked({ passphrase: 'aaaaaaaaaaaa' }))).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('refused for nobody, for another record’s copy, and for a record closed to whoever asks', async () => {
    await expect(make(asked({ patientId: clinic.ports.newId() }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [copy] = await clinic.services.recordCopies.list(member, { patientId: planted.patientId });
    await expect(make(asked({ copyId: copy!.copyId, patientId: planted.twinId }))).rejects.toMatchObject({ code: 'DUPLICATE' });
    const nurse = await clinic.caller('nurse');
    await expect(clinic.services.recordCopies.make({ caller: nurse }, nurse, asked())).rejects.toMatchObject({ code: 'RESTRICTED' });
    await expect(clinic.services.recordCopies.list(nurse, { patientId: planted.patientId })).rejects.toMatchObject({ code: 'RESTRICTED' });
  });

  test('the document says it in words, in both languages', async () => {
    const { record, content } = await clinic.store.unitOfWork.read(async (db) => ({ record: await readRecordContent(db, planted.retiredId, { withAccesses: true }), content: (await createTriageContentReader().active(db)).content }));
    const { name, country, timeZone } = clinic.services.dependencies.clinic;
    for (const [language, expected] of [['fr', ['Copie du dossier\u00A0: Plantée-Cachette, Rose', 'copie remise', '18\u00A0novembre\u00A02026']], ['en', ['Copy of the record: Plantée-Cachette, Rose', 'called off']]] as const) {
      const said = JSON.stringify(recordCopyDocument(record!, { language, clinic: { name, country, timeZone }, at: clinic.ports.clock.now(), by: 'X', content }));
      for (const words of [...expected, secrets.problem, secrets.letter, secrets.note, secrets.referralWords, secrets.calledOff, secrets.paper]) expect(said).toContain(words);
    }
  });

  /** The copy of a record in words, as one text without the spaces that do not break. */
  const written = async (patientId: string, language: 'fr' | 'en'): Promise<string> => {
    const { record, content } = await clinic.store.unitOfWork.read(async (db) => ({ record: await readRecordContent(db, patientId, { withAccesses: true }), content: (await createTriageContentReader().active(db)).content }));
    const { name, country, timeZone } = clinic.services.dependencies.clinic;
    return JSON.stringify(recordCopyDocument(record!, { language, clinic: { name, country, timeZone }, at: clinic.ports.clock.now(), by: 'X', content })).replaceAll('\u00A0', ' ');
  };

  test('treatments are told with their doses, why they ended, what went wrong, who pays, and what was confirmed in spite of a warning', async () => {
    const { treatments } = clinic.services;
    const patientId = await addPatient(clinic, member, 'Traitée');
    const weekly = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false } as const;
    const aLine = { patientId, ingredient: 'methotrexate', text: '', din: null, route: 'SC', startedOn: '2024-03-01', endedOn: null, stopReason: null, stopNote: '', indication: 'PR', weight: null } as const;
    const [lineId, mistakenId, eventId] = [clinic.ports.newId(), clinic.ports.newId(), clinic.ports.newId()];
    await treatments.add(member, { ...aLine, lineId, dose: { ...weekly, perDays: 1 }, confirmations: [{ guard: 'weekly-methotrexate', reason: 'dose d’essai en hôpital' }] });
    await treatments.changeDose(member, { lineId, expectedVersion: 1, from: '2025-01-10', dose: weekly, route: 'SC', weight: null, confirmations: [] });
    await treatments.addEvent(member, { lineId, expectedVersion: 2, eventId: clinic.ports.newId(), on: '2025-06', term: 'Nausées', grade: 2, serious: false, outcome: 'recovering', note: 'le lendemain' });
    await treatments.addEvent(member, { lineId, expectedVersion: 3, eventId, on: '2025-07', term: 'Zona', grade: 3, serious: true, outcome: 'recovered', note: '' });
    await treatments.withdrawEvent(member, { lineId, expectedVersion: 4, eventId });
    await treatments.cover(member, { lineId, expectedVersion: 5, coverage: { payer: 'RAMQ', sentOn: '2024-02-01', approvedOn: '2024-02-20', renewsOn: '2027-02-20', note: 'code RE12' } });
    await treatments.stop(member, { lineId, expectedVersion: 6, on: '2026-02', reason: 'secondary-inefficacy', note: 'DAS28 4,8' });
    await treatments.add(member, { ...aLine, lineId: mistakenId, ingredient: null, text: 'Pommade', route: null, dose: null, confirmations: [] });
    await treatments.withdraw(member, { lineId: mistakenId, expectedVersion: 1, reason: 'autre personne' });
    const by = `(${member.displayName}, `;
    for (const [language, expected] of [
      ['fr', [
        'Méthotrexate', 'ARMM classique', 'depuis le 1er mars 2024 jusqu’au 10 janvier 2025 : 15 mg SC une fois par jour', 'depuis le 10 janvier 2025 jusqu’à février 2026 : 15 mg SC une fois par semaine', 'Indication : PR', 'Arrêt : inefficacité secondaire; DAS28 4,8',
        `Effet indésirable, juin 2025 : Nausées, grade CTCAE 2 (modéré); en voie de rétablissement; le lendemain ${by}`, `Effet indésirable, juillet 2025 : Zona, grade CTCAE 3 (sévère); grave; rétabli; saisi par erreur, retiré depuis ${by}`,
        'Couverture : RAMQ; demandée le 1er février 2024; approuvée le 20 février 2024; à renouveler avant le 20 février 2027; code RE12',
        `Confirmé malgré une mise en garde : méthotrexate plus souvent qu’une fois par semaine; dose d’essai en hôpital ${by}`, 'Saisi par erreur et retiré : autre personne', 'effet indésirable ajouté',
      ]],
      ['en', [
        'since March 1, 2024 until January 10, 2025: 15 mg SC once a day', 'Stopped: secondary inefficacy; DAS28 4,8', 'Adverse event, June 2025: Nausées, CTCAE grade 2 (moderate); recovering', 'Coverage: RAMQ; requested February 1, 2024; approved February 20, 2024; to renew before February 20, 2027',
        'Confirmed in spite of a warning: methotrexate more often than once a week; dose d’essai en hôpital', 'conventional DMARD', 'adverse event added',
      ]],
    ] as const) {
      const said = await written(patientId, language);
      for (const words of expected) expect(said).toContain(words);
    }
    expect((await clinic.store.unitOfWork.read((db) => readRecordContent(db, patientId, { withAccesses: false })))!).toMatchObject({
      medications: [
        { text: 'Méthotrexate', stop_reason: 'secondary-inefficacy', doses: [{ dose: { perDays: 1 } }, { dose: { perDays: 7 } }], events: [{ term: 'Nausées', withdrawn_at: null }, { term: 'Zona', serious: true }], coverage: { payer: 'RAMQ' }, confirmations: [{ confirmed_by: member.displayName }] },
        { text: 'Pommade', status: 'entered-in-error', events: [], coverage: null, confirmations: [] },
      ],
    });
  });

  test('diagnoses are told with onset, certainty, antibodies and end; that no allergy is known, by whom and when', async () => {
    const { diagnoses } = clinic.services;
    const patientId = await addPatient(clinic, member, 'Diagnostiquée');
    expect(await written(patientId, 'fr')).toContain('Ce n’est pas dire qu’il n’y en a pas.');
    const signs = { rheumatoidFactor: 'positive', antiCcp: 'negative', ana: null, hlaB27: null, erosions: 'positive' } as const;
    const diagnosisId = clinic.ports.newId();
    await diagnoses.save(member, { diagnosisId, patientId, expectedVersion: null, code: 'M05.9', text: '', status: 'remission', verification: 'provisional', onsetOn: '2019-03', endedOn: '2025', signs });
    await diagnoses.stateNoAllergy(member, { allergyId: clinic.ports.newId(), patientId });
    const [rheumatoid, none] = [['mars 2019', `Polyarthrite rhumatoïde séropositive (M05.9)\nFR : positif; Anti-CCP : négatif; Érosions : présentes\nNoté par : ${member.displayName}, 16 novembre 2026`, '2025', 'rémission, probable'], ['16 novembre 2026', 'Aucune allergie connue', 'active, confirmée', member.displayName]];
    const said = await written(patientId, 'fr');
    expect(said).toContain(JSON.stringify(rheumatoid));
    expect(said).toContain(JSON.stringify(none));
    expect(said).not.toContain('Ce n’est pas dire');
    await diagnoses.addAllergy(member, { allergyId: clinic.ports.newId(), patientId, substance: 'Pénicilline', reaction: 'urticaire', criticality: 'high' });
    await diagnoses.withdraw(member, { diagnosisId, expectedVersion: 1 });
    const later = await written(patientId, 'en');
    expect(later).toContain(JSON.stringify(['November 16, 2026', 'No known allergy', 'no longer, confirmed', member.displayName]));
    expect(later).toContain(JSON.stringify(['November 16, 2026', 'Pénicilline; reaction: urticaire', 'active, confirmed, high danger', member.displayName]));
    expect(later).toContain('entered by mistake');
    expect(later).toContain('RF: positive; Anti-CCP: negative; Erosions: present');
  });

  test('a request is told with its pauses and how it ended', async () => {
    const { referrals } = clinic.services;
    const patientId = await addPatient(clinic, member, 'Demandeuse');
    const request = aRequest(clinic, patientId);
    await referrals.enter(member, request);
    const { version } = await clinic.services.deskWork.pause(member, { pauseId: clinic.ports.newId(), referralId: request.referralId, expectedVersion: 1, cause: 'patient', reason: 'en voyage', from: '2026-11-16', until: null });
    await clinic.services.deskWork.end(member, { referralId: request.referralId, expectedVersion: version, outcome: 'cancelled', reason: 'suivie ailleurs' });
    const other = aRequest(clinic, patientId);
    await referrals.enter(member, other);
    await clinic.services.deskWork.end(member, { referralId: other.referralId, expectedVersion: 1, outcome: 'declined', reason: 'hors territoire' });
    await clinic.services.deskWork.reopen(member, { referralId: other.referralId, expectedVersion: 2, reason: '' });
    const said = await written(patientId, 'fr');
    expect(said).toContain('annulée');
    expect(said).toContain(`Déclinée, 16 novembre 2026, 10 h 12, ${member.displayName} : hors territoire"`);
    expect(said).toContain(`Rouverte, 16 novembre 2026, 10 h 12, ${member.displayName}"`);
    expect(said).toMatch(/Délai en pause, 16 novembre 2026, [^"]*: on attend la personne; en voyage; depuis le 16 novembre 2026/);
    expect(said).toMatch(new RegExp(`Annulée, 16 novembre 2026, [^"]*${member.displayName} : suivie ailleurs`));
    expect(await written(patientId, 'en')).toMatch(/Cancelled, November 16, 2026, [^"]*: suivie ailleurs/);
  });

  test('every code has its word in both languages', () => {
    for (const own of [words.fr, words.en]) {
      const has = (known: object, codes: readonly (string | number)[]): void => expect(Object.keys(known)).toEqual(expect.arrayContaining(codes.map(String)));
      has(own.treatment.stopReasons, stopReasons);
      has(own.treatment.outcomes, eventOutcomes);
      has(own.treatment.grades, eventGrades);
      has(own.treatment.drugClass, drugClasses);
      has(own.treatment.guards, builtInGuards.body.guards.filter(({ asks }) => asks).map(({ code }) => code));
      has(own.diagnosis.status, diagnosisStatuses);
      has(own.diagnosis.verification, diagnosisVerifications);
      has(own.diagnosis.sign, signNames);
      has(own.states, referralState.options);
    }
    const keysOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]) : null);
    expect(keysOf(words.en)).toEqual(keysOf(words.fr));
  });
});
