import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cohortConditionKinds } from '#contract/cohorts.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { cohortPeople } from './answer-repository.ts';
import { belongs } from './testing/definition-interpreter.ts';
import { definitions } from './testing/definition-arbitrary.ts';
import { drawPeople, plantPeople, type SmallPerson } from './testing/small-clinic.ts';

const today = '2026-11-16';
const drawn = drawPeople(60, 20_261_122);

describe.each(engines)('definitions of cohorts on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let people: readonly SmallPerson[];
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
    people = await plantPeople(clinic, drawn);
    while ((await clinic.services.cohorts.count(doctor, { definition: { version: 1, life: 'everybody', groups: [] } })).catchingUp);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  test('find in SQL exactly those the plain reading finds', async () => {
    const asked = new Set<string>();
    let found = 0;
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        for (const { conditions } of definition.groups) for (const { kind } of conditions) asked.add(kind);
        const rows = await cohortPeople(clinic.services.cohorts.question(doctor, definition)).execute(clinic.store.database.db);
        const ids = rows.rows.map((row) => (row as unknown as { patient_id: string }).patient_id).sort();
        found += ids.length;
        expect(ids).toEqual(people.filter((person) => belongs(person, definition, today)).map(({ id }) => id));
      }),
      { numRuns: 200, seed: 7 },
    );
    expect([...asked].sort()).toEqual([...cohortConditionKinds].sort());
    expect(found).toBeGreaterThan(500);
  });
});
