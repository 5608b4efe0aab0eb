import { z } from 'zod';
import { type Instrument, instrumentSchema } from '#contract/instruments.ts';
import { contentOf } from '../content/content-piece.ts';
import asasAxspa from './content/asas-axspa.json' with { type: 'json' };
import asdasCrp from './content/asdas-crp.json' with { type: 'json' };
import asdasEsr from './content/asdas-esr.json' with { type: 'json' };
import basdai from './content/basdai.json' with { type: 'json' };
import basfi from './content/basfi.json' with { type: 'json' };
import boolean2011 from './content/boolean-2011.json' with { type: 'json' };
import boolean2011Clinic from './content/boolean-2011-clinic.json' with { type: 'json' };
import boolean2022 from './content/boolean-2022.json' with { type: 'json' };
import boolean2022Clinic from './content/boolean-2022-clinic.json' with { type: 'json' };
import caspar from './content/caspar.json' with { type: 'json' };
import cdai from './content/cdai.json' with { type: 'json' };
import cdapsa from './content/cdapsa.json' with { type: 'json' };
import dapsa from './content/dapsa.json' with { type: 'json' };
import das28Crp from './content/das28-crp.json' with { type: 'json' };
import das28Crp3 from './content/das28-crp-3.json' with { type: 'json' };
import das28Esr from './content/das28-esr.json' with { type: 'json' };
import das28Esr3 from './content/das28-esr-3.json' with { type: 'json' };
import eularResponse from './content/eular-response.json' with { type: 'json' };
import gca2022 from './content/gca-2022.json' with { type: 'json' };
import gout2015 from './content/gout-2015.json' with { type: 'json' };
import haqDi from './content/haq-di.json' with { type: 'json' };
import mda from './content/mda.json' with { type: 'json' };
import pmr2012 from './content/pmr-2012.json' with { type: 'json' };
import eq5d5l from './content/eq-5d-5l.json' with { type: 'json' };
import qlqC30 from './content/qlq-c30.json' with { type: 'json' };
import ra2010 from './content/ra-2010.json' with { type: 'json' };
import rapid3 from './content/rapid3.json' with { type: 'json' };
import sdai from './content/sdai.json' with { type: 'json' };
import sle2019 from './content/sle-2019.json' with { type: 'json' };
import sledai2k from './content/sledai-2k.json' with { type: 'json' };
import urate from './content/urate.json' with { type: 'json' };
import { formulaSchema } from './formula-schema.ts';
import { inconsistencies } from './instrument-consistency.ts';

/** Shape and consistency of the instruments; what does not hold together is refused when read. */

const { id: _id, version: _version, sources: _sources, ...visible } = instrumentSchema.shape;
const instrumentBody = z
  .strictObject({ ...visible, formula: formulaSchema })
  .superRefine((body, context) => {
    for (const message of inconsistencies(body)) context.addIssue({ code: 'custom', message });
  });

const instrumentPiece = contentOf('instrument', instrumentBody);
export type InstrumentContent = z.infer<typeof instrumentPiece>;

/**
 * Reads an instrument from where a clinic keeps it.
 *
 * @throws ZodError when it is malformed or does not hold together
 */
export const parseInstrument = (piece: unknown): InstrumentContent => instrumentPiece.parse(piece);

/** The instruments bundled with the program, in the order in which they are listed, checked as this module is loaded. */
export const builtInInstruments: readonly InstrumentContent[] = [
  das28Esr, das28Esr3, das28Crp, das28Crp3, eularResponse, cdai, sdai, boolean2022, boolean2011, boolean2022Clinic, boolean2011Clinic,
  rapid3, haqDi, dapsa, cdapsa, mda, basdai, basfi, asdasCrp, asdasEsr, sledai2k,
  ra2010, caspar, asasAxspa, sle2019, gca2022, pmr2012, gout2015, urate,
  qlqC30, eq5d5l,
].map(parseInstrument);

/** The same as rows of `content_version`. */
export const instrumentContentItems = builtInInstruments.map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));

/** What is told of an instrument: all but how its formula is written. */
export function shownInstrument({ id, version, sources, body }: InstrumentContent): Instrument {
  const { formula: _formula, ...shown } = body;
  return { id, version, sources, ...shown };
}
