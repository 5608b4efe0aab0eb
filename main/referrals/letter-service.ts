import type { Inputs, Outputs } from '#contract/index.ts';
import type { ReferralDetail } from '#contract/referrals.ts';
import { identifierSystems } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { renderPdf } from '../documents/pdf-document.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { decisionHoldsAgain, standingDecision } from './decision-repository.ts';
import { insertStep } from './history-repository.ts';
import { letterDocument, type LetterFacts } from './letter-document.ts';
import { insertLetter, type KeptLetter, letterById, lettersOf, markWithdrawn, paperOfLetter, readLetterhead, writeLetterhead } from './letter-repository.ts';
import { templateInForce } from './letter-template-repository.ts';
import { fillTemplate, shippedTemplate } from './letter-template-rules.ts';
import { letterValues } from './letter-values.ts';
import { requireUnchanged } from './referral-as-seen.ts';
import { changeReferral, type Referral, referralById, referredPatient } from './referral-repository.ts';

/** A letter ready to be handed over. */
export interface MadeLetter {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A request as the desk shows it, and the words that name what it says. */
interface ReadsRequests {
  readonly open: (caller: Caller, input: { readonly referralId: string }) => Promise<ReferralDetail>;
  readonly vocabulary: (caller: Caller) => Promise<Outputs['referrals']['vocabulary']>;
}

/** Letters about referrals: begun from the clinic's templates, kept as words and as the paper that left. */
export function createLetterService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, desk: ReadsRequests) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());
  const mayWithdraw = (caller: Caller, letter: KeptLetter): boolean => letter.withdrawn === null && (letter.writtenBy === caller.userId || caller.grants['triage.override'] !== undefined);

  const requestOf = async (db: ReadExecutor, caller: Caller, referralId: string) => {
    const referral = await referralById(db, referralId);
    if (referral) await requireOpenRecord(db, reading(caller), referral.patientId);
    const patient = referral && (await referredPatient(db, reading(caller), referral.patientId));
    if (!referral || !patient) throw new DeclaredError('NOT_FOUND');
    return { referral, patient };
  };
  const namOf = ({ identifiers }: { readonly identifiers: readonly { readonly system: string; readonly value: string }[] }): string | null =>
    identifiers.find((identifier) => identifier.system === identifierSystems.nam)?.value ?? null;

  const make = (facts: Omit<LetterFacts, 'clinic' | 'signedBy' | 'date' | 'createdAt'>, { by, at }: { by: string; at: string }) =>
    letterDocument({ ...facts, clinic, signedBy: by, date: civilDate(at, clinic.timeZone), createdAt: at });

  /** The letter of a written advice is what the request waited for: it ends with it. */
  const answer = async (db: WriteExecutor, caller: Caller, referral: Referral, now: string): Promise<void> => {
    const changed = await changeReferral(db, { id: referral.id, expectedVersion: referral.version, by: caller.userId, now }, { advice_pending: 0 });
    await requireUnchanged(db, referral.id, changed);
    await insertStep(db, { id: ports.newId(), referralId: referral.id, at: now, by: caller.userId, action: 'advised', from: 'advised', to: 'advised', reason: null });
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: async (caller: Caller, { referralId }: Inputs['letters']['list']): Promise<Outputs['letters']['list']> =>
      unitOfWork.read(async (db) => {
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reading(caller), referral.patientId);
        return (await lettersOf(db, referralId)).map((letter) => {
          const { id, kind, language, addressee, body, writtenAt, writtenByName, withdrawn } = letter;
          return { id, kind, language, addressee, body, writtenAt, writtenBy: writtenByName, withdrawn, mayWithdraw: mayWithdraw(caller, letter) };
        });
      }),

    /** The template in force filled in with what the request says. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    draft: async (caller: Caller, { referralId, kind, language }: Inputs['letters']['draft']): Promise<Outputs['letters']['draft']> => {
      const referral = await desk.open(caller, { referralId });
      const words = await desk.vocabulary(caller);
      const { template, letterhead, nam } = await unitOfWork.read(async (db) => ({
        template: (await templateInForce(db, { kind, language }))?.body ?? shippedTemplate(kind, language),
        letterhead: await readLetterhead(db),
        nam: namOf((await requestOf(db, caller, referralId)).patient),
      }));
      const { text, empty } = fillTemplate(template, language, letterValues(referral, language, { words, clinic, letterhead, nam, signer: caller.displayName }));
      return { body: text, empty: [...empty] };
    },

    /**
     * Keeps the letter with its paper; known by its id, its paper is handed over again. Written advice that was awaited is given by it.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `DUPLICATE` (the id is another's), `FORBIDDEN` (advice is a clinician's to give), `STALE`
     */
    write: async (caller: Caller, input: Inputs['letters']['write']): Promise<MadeLetter> => {
      const { letterId, referralId } = input;
      const now = ports.clock.now();
      const { known, kept, document } = await unitOfWork.read(async (db) => {
        const { referral, patient } = await requestOf(db, caller, referralId);
        const before = await letterById(db, letterId);
        if (before && before.referralId !== referralId) throw new DeclaredError('DUPLICATE', { field: 'letterId' });
        const { kind, language, addressee, body, writtenAt, writtenByName } = before ?? { ...input, writtenAt: now, writtenByName: caller.displayName };
        const facts = {
          kind, language, addressee, body, letterhead: await readLetterhead(db),
          patient: { name: `${patient.family_name}, ${patient.given_name}`, birthDate: patient.birth_date, nam: namOf(patient) },
          receivedOn: civilDate(referral.receivedAt, clinic.timeZone),
          cls: referral.decidedCls,
        };
        return { known: before, kept: before ? await paperOfLetter(db, letterId) : null, document: make(facts, { by: writtenByName, at: writtenAt }) };
      });
      const content = kept ?? (await renderPdf(document));
      await unitOfWork.write(async (db) => {
        const { referral } = await requestOf(db, caller, referralId);
        const { kind, language, addressee, body } = input;
        if (!known) {
          const givesAdvice = kind === 'advice' && referral.advicePending;
          if (givesAdvice && caller.grants['triage.confirm.routine'] === undefined) throw new DeclaredError('FORBIDDEN', { access: 'triage.confirm.routine' });
          const decision = kind === 'information' || kind === 'acknowledgement' ? undefined : await standingDecision(db, referralId);
          await insertLetter(db, { id: letterId, referralId, decisionId: decision?.id ?? null, kind, language, addressee, body, writtenAt: now, writtenBy: caller.userId, pdf: content });
          if (givesAdvice) await answer(db, caller, referral, now);
        }
        await audit.record(db, {
          userId: caller.userId, action: known ? 'letter.handed-over' : 'letter.written', entity: 'referral', entityId: referralId, patientId: referral.patientId, detail: { letterId, kind: known?.kind ?? kind },
        });
      });
      return { name: `${document.title}.pdf`, content };
    },

    /**
     * Takes a letter back; it stays listed as such. The written advice it gave is awaited again, and the decision can be taken back.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN` (another's letter), `ILLEGAL_STATE` (withdrawn, or the request closed since)
     */
    withdraw: async (caller: Caller, { letterId }: Inputs['letters']['withdraw']): Promise<Outputs['letters']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const letter = await letterById(db, letterId);
        if (!letter) throw new DeclaredError('NOT_FOUND');
        const { referral } = await requestOf(db, caller, letter.referralId);
        if (letter.withdrawn) throw new DeclaredError('ILLEGAL_STATE', { state: 'withdrawn' });
        if (!mayWithdraw(caller, letter)) throw new DeclaredError('FORBIDDEN', { access: 'triage.override' });
        const now = ports.clock.now();
        const decision = await standingDecision(db, referral.id);
        const gaveAdvice = letter.kind === 'advice' && decision !== undefined && letter.decisionId === decision.id && decision.disposition === 'advice' && !referral.advicePending;
        if (gaveAdvice && referral.state !== 'advised') throw new DeclaredError('ILLEGAL_STATE', { state: referral.state });
        await markWithdrawn(db, letterId, { now, by: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'letter.withdrawn', entity: 'referral', entityId: referral.id, patientId: referral.patientId, detail: { letterId, kind: letter.kind } });
        const stillGiven = (await lettersOf(db, referral.id)).some((one) => one.kind === 'advice' && one.decisionId === letter.decisionId && one.withdrawn === null);
        if (!gaveAdvice || stillGiven) return { version: referral.version, state: referral.state };
        await requireUnchanged(db, referral.id, await changeReferral(db, { id: referral.id, expectedVersion: referral.version, by: caller.userId, now }, { advice_pending: 1 }));
        await decisionHoldsAgain(db, decision.id, referral.version + 1);
        await insertStep(db, { id: ports.newId(), referralId: referral.id, at: now, by: caller.userId, action: 'advice-withdrawn', from: 'advised', to: 'advised', reason: null });
        return { version: referral.version + 1, state: referral.state };
      }),

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
