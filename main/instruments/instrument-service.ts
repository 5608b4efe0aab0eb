import type { Inputs, Outputs } from '#contract/index.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import type { InstrumentReader } from './active-instruments.ts';
import { shownInstrument } from './instrument-content.ts';
import { score } from './score-rules.ts';

/** The instruments a clinic works with, and scores worked out while one types. Nothing is about anybody: nothing is audited. */
export function createInstrumentService({ unitOfWork }: ServiceDependencies, instruments: InstrumentReader) {
  return {
    list: (_caller: Caller): Promise<Outputs['instruments']['list']> =>
      unitOfWork.read(async (db) => (await instruments.all(db)).map(({ content }) => shownInstrument(content))),

    /** @throws DeclaredError `NOT_FOUND` */
    score: async (_caller: Caller, { instrument, inputs }: Inputs['instruments']['score']): Promise<Outputs['instruments']['score']> => {
      const found = await unitOfWork.read((db) => instruments.active(db, instrument));
      if (!found) throw new DeclaredError('NOT_FOUND');
      return score(found.content, inputs);
    },
  };
}
