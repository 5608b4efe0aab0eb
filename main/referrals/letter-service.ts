import type { Inputs, Outputs } from '#contract/index.ts';
import { identifierSystems } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { renderPdf } from '../documents/pdf-document.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { standingDecision } from './decision-repository.ts';
import { referralById, referredPatient } from './referral-repository.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { letterDocument } from './letter-document.ts';
import { insertLetter, letterById, lettersOf, readLetterhead, writeLetterhead } from './letter-repository.ts';

/** A letter ready to be handed over. */
export interface MadeLetter {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Letters about referrals: kept as words, set as PDF on the clinic's paper each time they are handed over. */
export function createLetterService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: async (caller: Caller, { referralId }: Inputs['letters']['list']): Promise<Outputs['letters']['list']> =>
      unitOfWork.read(async (db) => {
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reading(caller), referral.patientId);
        return (await lettersOf(db, referralId)).map(({ id, kind, language, addressee, body, writtenAt, writtenByName }) => ({ id, kind, language, addressee, body, writtenAt, writtenBy: writtenByName }));
      }),

    /** Keeps the letter and sets it; known by its id, it is set again as it was kept. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `DUPLICATE` (the id is another's) */
    write: async (caller: Caller, input: Inputs['letters']['write']): Promise<MadeLetter> => {
      const { letterId, referralId, kind, language, addressee, body } = input;
      const now = ports.clock.now();
      const facts = await unitOfWork.write(async (db) => {
        const referral = await referralById(db, referralId);
        if (referral) await requireOpenRecord(db, reading(caller), referral.patientId);
        const patient = referral && (await referredPatient(db, reading(caller), referral.patientId));
        if (!referral || !patient) throw new DeclaredError('NOT_FOUND');
        const known = await letterById(db, letterId);
        if (known && known.referralId !== referralId) throw new DeclaredError('DUPLICATE', { field: 'letterId' });
        if (!known) {
          const decision = kind === 'information' ? undefined : await standingDecision(db, referralId);
          await insertLetter(db, { id: letterId, referralId, decisionId: decision?.id ?? null, kind, language, addressee, body, writtenAt: now, writtenBy: caller.userId });
        }
        await audit.record(db, {
          userId: caller.userId, action: known ? 'letter.handed-over' : 'letter.written', entity: 'referral', entityId: referralId, patientId: referral.patientId, detail: { letterId, kind: known?.kind ?? kind },
        });
        const letter = known ?? { kind, language, addressee, body, writtenByName: caller.displayName, writtenAt: now };
        return {
          ...letter,
          letterhead: await readLetterhead(db),
          patient: {
            name: `${patient.family_name}, ${patient.given_name}`, birthDate: patient.birth_date,
            nam: patient.identifiers.find((identifier) => identifier.system === identifierSystems.nam)?.value ?? null,
          },
          receivedOn: civilDate(referral.receivedAt, clinic.timeZone),
          cls: referral.decidedCls,
        };
      });
      const document = letterDocument({ ...facts, clinic, signedBy: facts.writtenByName, date: civilDate(facts.writtenAt, clinic.timeZone), createdAt: facts.writtenAt });
      return { name: `${document.title}.pdf`, content: await renderPdf(document) };
    },

    letterhead: async (_caller: Caller): Promise<Outputs['letters']['letterhead']> => unitOfWork.read(readLetterhead),

    setLetterhead: async (caller: Caller, letterhead: Inputs['letters']['setLetterhead']): Promise<Outputs['letters']['setLetterhead']> => {
      await unitOfWork.write(async (db) => {
        await writeLetterhead(db, letterhead, { now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'letterhead.set', entity: 'clinic', entityId: clinic.id });
      });
      return letterhead;
    },
  };
}
