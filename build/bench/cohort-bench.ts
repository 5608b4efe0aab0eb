import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { CohortDefinition } from '#contract/cohorts.ts';
import { countAnswers, pageOfAnswers } from '../../main/cohorts/answer-repository.ts';
import { refreshRegistry } from '../../main/patients/registry/registry-refresh-repository.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import { type BenchClinic, openBare } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { floorOf } from './floor.ts';
import { race } from './measure.ts';

const limit = 50;
const rounds = 60;
const reference = 'floor: the statements alone';
/** Two visits a year for ten years. */
const visits = 20;

const activeOnBiologic: CohortDefinition = {
  version: 1, life: 'living',
  groups: [
    {
      match: 'all',
      conditions: [
        { kind: 'diagnosis', groups: ['ra'], codes: [], open: true, minYears: null, maxYears: null },
        { kind: 'treatment', ingredients: [], classes: ['bDMARD', 'tsDMARD'], when: 'current', minMonths: 6, maxMonths: null, minLine: null, stopReasons: [] },
        { kind: 'scoreCategory', instrument: 'cdai', categories: ['moderate', 'high'], withinMonths: 12 },
      ],
    },
  ],
};
const worsening: CohortDefinition = {
  version: 1, life: 'living',
  groups: [{ match: 'any', conditions: [{ kind: 'scoreTrend', instrument: 'cdai', direction: 'rose', by: 10 }, { kind: 'labValue', test: 'creatinine', min: 130, max: null, withinMonths: 12 }] }],
};

const cohorts: readonly { readonly job: string; readonly definition: CohortDefinition }[] = [
  { job: 'Cohort: rheumatoid arthritis, active, on a biologic for six months', definition: activeOnBiologic },
  { job: 'Cohort: activity risen by ten, or a high creatinine', definition: worsening },
];

/** First pages and counts of cohorts, everybody of the clinic with ten years of scores, treatments and tests. */
export async function benchCohorts(clinic: BenchClinic, size: number): Promise<readonly Measurement[]> {
  await giveTenYears(clinic);
  const { db } = clinic.store.database;
  const prepared = new Map<string, Database.Statement>();
  const measurements: Measurement[] = [];
  for (const { job, definition } of cohorts) {
    const question = clinic.services.cohorts.question(clinic.caller, definition);
    const page = (reader: ReadExecutor): Promise<unknown> => pageOfAnswers(reader, question, null, limit + 1);
    const count = (reader: ReadExecutor): Promise<unknown> => countAnswers(reader, question);
    const [barePage, bareCount] = [await floorOf(clinic.bare, db, page, prepared), await floorOf(clinic.bare, db, count, prepared)];
    measurements.push({
      job: `${job}, first page`, size, reference,
      timings: await race(
        [
          { name: reference, run: barePage },
          { name: 'Relais, repository', run: () => clinic.store.unitOfWork.read(page) },
          { name: 'Relais, whole operation', run: () => clinic.services.cohorts.page(clinic.caller, { definition, limit }) },
        ],
        rounds,
      ),
      note: 'The whole operation also reads the row of each person and what the page shows of them.',
    });
    measurements.push({
      job: `${job}, count`, size, reference,
      timings: await race(
        [
          { name: reference, run: bareCount },
          { name: 'Relais, repository', run: () => clinic.store.unitOfWork.read(count) },
          { name: 'Relais, whole operation', run: () => clinic.services.cohorts.count(clinic.caller, { definition }) },
        ],
        rounds,
      ),
      note: 'The whole operation also counts everybody within reach, to say of how many.',
    });
  }
  return measurements;
}

/**
 * Gives everybody ten years, once: a diagnosis, four treatments, two scores a visit, six tests, in the rows that cohorts ask,
 * as the application works them out from records.
 */
async function giveTenYears(clinic: BenchClinic): Promise<void> {
  const done = join(clinic.directory, 'ten-years');
  if (existsSync(done)) return;
  const bare = openBare(clinic, { readonly: false });
  const at = clinic.ports.clock.now();
  // A number of its own for each person, the same each time: everything below is drawn from it.
  bare.exec(`create temp table person as select id, abs(random()) % 1000 as draw, row_number() over (order by id) as place from patient`);
  bare.exec('create unique index temp.person_place on person (place)');
  bare.exec('begin');
  bare
    .prepare(
      `insert into condition (id, patient_id, code_system, code, text, clinical_status, onset_on, created_at, updated_at)
      select lower(hex(randomblob(16))), id, 'http://hl7.org/fhir/sid/icd-10', case when draw < 400 then 'M05.9' when draw < 550 then 'L40.5' when draw < 700 then 'M45' when draw < 850 then 'M10.9' else 'M35.3' end,
        'Maladie', 'active', (2006 + draw % 11) || '-01', ?, ? from person`,
    )
    .run(at, at);
  const numbers = (count: number): string => `(with recursive number (n) as (select 1 union all select n + 1 from number where n < ${String(count)}) select n from number)`;
  for (const [instrument, most] of [['cdai', 40], ['haq-di', 3]] as const) {
    bare.exec(
      `insert into cohort_score (patient_id, instrument, recency, assessment_id, assessed_on, score, category)
      select id, '${instrument}', n, id || '-' || n, date('2026-11-01', '-' || (n * 6 - 5 + draw % 5) || ' months'), value,
        case when '${instrument}' <> 'cdai' then null when value <= 2.8 then 'remission' when value <= 10 then 'low' when value <= 22 then 'moderate' else 'high' end
      from (select id, draw, n, round((abs(random()) % 1000) * ${String(most)} / 1000.0, 1) as value from person cross join ${numbers(visits)})`,
    );
  }
  bare.exec(
    `insert into cohort_treatment (patient_id, medication_id, ingredient, drug_class, line_number, started_on, ended_on, is_over, stop_reason)
    select id, id || '-t' || n, case n when 1 then 'methotrexate' when 2 then 'hydroxychloroquine' when 3 then 'adalimumab' else 'tocilizumab' end, case when n <= 2 then 'csDMARD' else 'bDMARD' end,
      case when n <= 2 then null else n - 2 end, (2013 + n * 3 + draw % 3) || '-03-01', case when n = 4 or draw % 3 = 0 then null else (2016 + n * 3) || '-06-01' end, case when n = 4 or draw % 3 = 0 then 0 else 1 end,
      case when n = 4 or draw % 3 = 0 then null else 'secondary-inefficacy' end
    from person cross join ${numbers(4)} where n <= 2 or draw % 2 = 0`,
  );
  for (const [test, from, span] of [['creatinine', 45, 120], ['alt', 8, 90], ['crp', 0, 60], ['haemoglobin', 95, 70], ['wbc', 2, 12], ['platelets', 90, 350]] as const) {
    bare.exec(`insert into cohort_result (patient_id, test, number, taken_on) select id, '${test}', ${String(from)} + abs(random()) % ${String(span)}, date('2026-11-01', '-' || (draw % 24) || ' months') from person`);
  }
  bare.exec('update cohort_reading set stale = 0');
  bare.exec('commit');
  bare.exec('analyze');
  bare.close();
  await refreshRegistry(clinic.store.unitOfWork, at);
  mkdirSync(done);
}
