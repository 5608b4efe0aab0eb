import type { Preparation, TableMapping, TableProgress, TableRow } from '#contract/table-imports.ts';
import type { RowState, TableCounts, TableReport } from '#contract/table-reports.ts';
import type { TestClinic } from '../../../testing/test-clinic.ts';
import type { Caller } from '../../../users/caller.ts';

/** The steps of an import of a table as the page takes them, for tests. */
export function tableSteps(clinic: TestClinic, caller: Caller) {
  const { intake, tableImports } = clinic.services;
  const last = async (stream: AsyncIterable<TableProgress>): Promise<TableProgress> => {
    let found: TableProgress | null = null;
    for await (const step of stream) found = step;
    if (!found) throw new Error('nothing was said');
    return found;
  };
  return {
    begin: async (content: Uint8Array, name = 'registre.csv'): Promise<Preparation> => {
      const { id } = await intake.receive(caller.userId, name, streamOf(content));
      return tableImports.begin(caller, { intakeId: id });
    },
    check: async (prepared: Preparation, change: Partial<TableMapping> = {}): Promise<TableCounts> => {
      const step = await last(await tableImports.check(caller, { importId: prepared.importId, mapping: { ...prepared.mapping, ...change } }));
      if (step.kind !== 'counts') throw new Error(step.kind);
      return step.counts;
    },
    run: async (importId: string): Promise<TableReport> => {
      const step = await last(await tableImports.run(caller, { importId }));
      if (step.kind !== 'report') throw new Error(step.kind);
      return step.report;
    },
    shown: async (importId: string, state: RowState | null = null): Promise<readonly TableRow[]> => (await tableImports.rows(caller, { importId, state, problem: null, after: 0, limit: 100 })).rows,
  };
}

async function* streamOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
