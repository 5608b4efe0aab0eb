import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maximumTableRows } from '#contract/table-imports.ts';
import { tableSteps } from '../../imports/table/testing/table-steps.ts';
import type { Caller } from '../../users/caller.ts';
import { openTestClinic, type TestClinic } from '../test-clinic.ts';

/** Rows and resources of a long file: some hundreds in `npm test`, as many as Relais takes in `npm run torture -- 1000`. */
const rows = Math.min(maximumTableRows, 200 * Number(process.env['RELAIS_TORTURE'] ?? 2));
/** What a file may cost beside its own bytes; short ones are lost in what the program itself takes. */
const mostBytes = 400 * 1024 * 1024;
/** Longest a person waits for an answer of the host while a file is taken in, on a busy machine. */
const longestWait = 2000;
const minutes = 60_000;

describe('a long file', () => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeEach(async () => {
    clinic = await openTestClinic('sqlite');
    secretary = await clinic.caller('secretary');
  });
  afterEach(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  /** Does something while somebody keeps searching; answers the longest wait and how much memory grew. */
  const watched = async (work: () => Promise<void>): Promise<{ readonly wait: number; readonly grown: number }> => {
    const before = process.memoryUsage().rss;
    let [wait, grown, isOver] = [0, 0, false];
    const searching = (async () => {
      while (!isOver) {
        const asked = performance.now();
        await clinic.services.patients.search(secretary, { text: 'tremblay mar', limit: 10 });
        wait = Math.max(wait, performance.now() - asked);
        grown = Math.max(grown, process.memoryUsage().rss - before);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    try {
      await work();
    } finally {
      isOver = true;
      await searching;
    }
    return { wait, grown };
  };

  test(`${rows} rows of a table are checked and taken while the window goes on answering`, async ({ annotate }) => {
    const steps = tableSteps(clinic, secretary);
    const row = (index: number): string => `${index};Tremblay${index % 700};Marie ${index};19${String(10 + (index % 90))}-03-14;F;Montréal;Goutte`;
    const content = Buffer.from(['Dossier;Nom;Prénom;DDN;Sexe;Ville;Dx', ...Array.from({ length: rows }, (_, index) => row(index))].join('\n'));
    const { wait, grown } = await watched(async () => {
      const prepared = await steps.begin(content);
      expect((await steps.check(prepared, { likely: 'create', sure: 'merge' })).total).toBe(rows);
      const report = await steps.run(prepared.importId);
      expect(report.counts.states).toEqual({ taken: rows });
      expect(report.created).toEqual({ Patient: rows, Condition: rows });
    });
    await annotate(told({ wait, grown, bytes: content.length }));
    expect(wait).toBeLessThan(longestWait);
    expect(grown).toBeLessThan(mostBytes);
  }, 90 * minutes);

  test(`${rows} resources of a file with one a line come in, whoever they point at standing last`, async ({ annotate }) => {
    const people = Math.max(1, Math.floor(rows / 200));
    const resources = function* (): Generator<object> {
      for (let index = 0; index < rows - people; index += 1) yield { resourceType: 'Observation', id: `o${index}`, status: 'final', subject: { reference: `Patient/${index % people}` }, code: { text: 'CRP' }, effectiveDateTime: '2026-03-04', valueQuantity: { value: index, unit: 'mg/L' } };
      for (let index = 0; index < people; index += 1) yield { resourceType: 'Patient', id: String(index), name: [{ family: `Tremblay${index}`, given: ['Marie'] }], birthDate: '1958-03-14' };
    };
    const content = Buffer.from([...resources()].map((one) => JSON.stringify(one)).join('\n'));
    const { wait, grown } = await watched(async () => {
      const { id } = await clinic.services.intake.receive(secretary.userId, 'registre.ndjson', once(content));
      for await (const step of await clinic.services.imports.run(secretary, { intakeIds: [id] })) {
        if (step.kind === 'report') expect(step.report).toMatchObject({ created: { Patient: people, Observation: rows - people }, rejected: [] });
      }
    });
    await annotate(told({ wait, grown, bytes: content.length }));
    expect(wait).toBeLessThan(longestWait);
    expect(grown).toBeLessThan(mostBytes);
  }, 90 * minutes);
});

/** What a run prints: how long somebody waited, and memory beside the size of the file. */
function told({ wait, grown, bytes }: { readonly wait: number; readonly grown: number; readonly bytes: number }): string {
  const megabytes = (count: number): string => `${(count / 2 ** 20).toFixed(1)} MB`;
  return `longest wait ${wait.toFixed(0)} ms, memory grown by ${megabytes(grown)} for a file of ${megabytes(bytes)}`;
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
