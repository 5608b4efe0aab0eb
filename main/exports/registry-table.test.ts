import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportRequest } from '#contract/exports.ts';
import { noFilters } from '#contract/registry.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { rheumatoid } from '../assessments/testing/assessment-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const hooks = { onProgress: () => undefined, shouldStop: () => false };
const noSigns = { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null } as const;
const identity = 'Identifiant Relais;Nom de famille;Prénom;Date de naissance;Sexe;NAM;NIR;Numéro de dossier';

describe.each(engines)('the table of the registry, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let patientId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
    patientId = await addPatient(clinic, doctor, 'Registre');
    await addPatient(clinic, doctor, 'Vide');
    const { diagnoses, treatments, assessments, recalls } = clinic.services;
    const aDiagnosis = { patientId, expectedVersion: null, text: '', status: 'active', verification: 'confirmed', endedOn: null, signs: noSigns } as const;
    await diagnoses.save(doctor, { ...aDiagnosis, diagnosisId: clinic.ports.newId(), code: 'I10', onsetOn: '2024' });
    await diagnoses.save(doctor, { ...aDiagnosis, diagnosisId: clinic.ports.newId(), code: 'M05.9', onsetOn: '2019-03' });
    const aLine = { patientId, text: '', din: null, endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [] };
    const lineId = clinic.ports.newId();
    await treatments.add(doctor, { ...aLine, lineId, ingredient: 'methotrexate', dose: { amount: 12.5, unit: 'mg', times: 1, perDays: 7, asNeeded: false }, route: 'SC', startedOn: '2024-03-01' });
    await treatments.changeDose(doctor, { lineId, expectedVersion: 1, from: '2025-01-10', dose: { amount: 17.5, unit: 'mg', times: 1, perDays: 7, asNeeded: false }, route: 'SC', weight: null, confirmations: [] });
    await treatments.add(doctor, { ...aLine, lineId: clinic.ports.newId(), ingredient: 'sulfasalazine', dose: null, route: null, startedOn: '2020', endedOn: '2021', stopReason: 'primary-inefficacy' });
    const { assessmentId } = await assessments.begin(doctor, { patientId, appointmentId: null });
    const { version } = await assessments.save(doctor, { assessmentId, expectedVersion: 1, entry: rheumatoid });
    await assessments.sign(doctor, { assessmentId, expectedVersion: version });
    await recalls.assign(doctor, { definition: { version: 1, life: 'everybody', groups: [] }, practitionerId: doctor.practitionerId! });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const written = async (caller: Caller, part: Partial<ExportRequest> = {}): Promise<readonly string[]> => {
    const files = new Map<string, string>();
    const request: ExportRequest = { scope: { kind: 'clinic' }, format: 'csv', contents: ['clinical', 'visits'], purpose: 'quality', note: null, passphrase: null, ...part };
    await clinic.services.exports.writeFiles(caller, request, hooks, async ({ name, content }) => {
      const parts: Uint8Array[] = [];
      for await (const piece of content) parts.push(piece);
      files.set(name, Buffer.concat(parts).toString('utf8'));
    });
    return (files.get(caller.language === 'fr' ? 'registre.csv' : 'registry.csv') ?? '').split('\r\n');
  };

  test('one line a person: main diagnosis with its code and onset, what is taken with its dose, last score, visits, who is responsible', async () => {
    const [head, ...lines] = await written(doctor);
    expect(head).toBe(`\uFEFF${identity};Diagnostic principal (CIM-10);Diagnostic principal;Date de début;Traitements en cours;Dernière activité\u00a0: instrument;Dernière activité\u00a0: valeur;Dernière activité\u00a0: catégorie;Dernière activité\u00a0: date;Dernière visite;Prochaine visite;Professionnel responsable`);
    expect(lines.filter(Boolean)).toHaveLength(2);
    const line = lines.find((one) => one.includes('Registre'))!;
    expect(line.split(';').slice(8)).toEqual(['M05.9', 'Polyarthrite rhumatoïde séropositive', '2019-03', 'Méthotrexate 17,5 mg SC une fois par semaine', 'DAS28-CRP (4 variables)', '3,7', 'activité modérée', '2026-11-16', '', '', 'Essai rheumatologist']);
    expect(lines.find((one) => one.includes('Vide'))!.split(';').slice(8)).toEqual(['', '', '', '', '', '', '', '', '', '', 'Essai rheumatologist']);
  });

  test('in English, in the words of English', async () => {
    const lines = await written({ ...doctor, language: 'en' });
    expect(lines.find((one) => one.includes('Registre'))!).toContain('Seropositive rheumatoid arthritis;2019-03;Methotrexate 17.5 mg SC once a week');
  });

  test('who may not read clinical data takes the identity and no clinical column, and is told so; visits that stay take their columns along', async () => {
    const secretary = await clinic.caller('secretary');
    expect((await written(secretary))[0]).toBe(`\uFEFF${identity};Dernière visite;Prochaine visite;Professionnel responsable`);
    expect((await written(secretary)).join('\n')).not.toMatch(/M05|thotrexate|DAS28/);
    expect((await clinic.services.exports.preview(secretary, { scope: { kind: 'clinic' }, contents: ['clinical'] })).withheld).toEqual(['clinical']);
    expect((await written(doctor, { contents: [] }))[0]).toBe(`\uFEFF${identity};Professionnel responsable`);
  });

  test('of a list those it finds', async () => {
    const lines = await written(doctor, { scope: { kind: 'list', text: 'Registre', filters: noFilters } });
    expect(lines.filter(Boolean)).toHaveLength(2);
  });
});
