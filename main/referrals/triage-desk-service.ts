import { Temporal } from 'temporal-polyfill';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { Disposition, ReferralRow, ReferralState } from '#contract/referrals.ts';
import { type Modality, type ProfessionalCode, professionalCode, type Urgency } from '#contract/triage.ts';
import type { Attendant } from '../live/presence.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { addDays, civilDate, civilDay } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { readLetter } from '../triage/letter-extraction-rules.ts';
import { missingPrerequisites } from '../triage/prerequisites.ts';
import { roleOf } from '../triage/referral-outcome.ts';
import type { Caller } from '../users/caller.ts';
import type { TriageContentReader } from './active-triage-content.ts';
import { type DelayDay, delayOf, dueNow, settleDue, settleUndecided } from './delay-clock.ts';
import { workingDaysMark } from './delay-settings-repository.ts';
import { forecastDays, forecastOf } from './delay-forecast.ts';
import { actionsOnDesk } from './desk-change.ts';
import { endingOf, historyOf } from './history-repository.ts';
import { openInformationRequest } from './information-request-repository.ts';
import { patientLine } from './patient-line.ts';
import { pausedBefore } from './pause-repository.ts';
import { decodeCursor, encodeCursor } from './queue-cursor.ts';
import { cursorOf, queueCounts, type QueueLine, queueRows, waitingForPlace } from './queue-repository.ts';
import { allowedActions, overridableTo } from './referral.ts';
import { decisionBasis, decisionsOf, emergencyCallsOf, visitsByRole } from './decision-repository.ts';
import {
  accountNames, identifiersOf, type LeadingFinding, type Referral, referralById, type ReferredPatient, referredPatient, referrerOf, refreshProposal, rolesPresent, visitOf, wasSeen,
} from './referral-repository.ts';
import { statusLine } from './referral-status.ts';
import { situationOf } from './situation-rules.ts';
import { featuresOf, proposalFor, storedProposal } from './triage-proposal.ts';

/** What the triage desk and the request form read: work lists, a referral with its proposal, the words to name things. */
export function createTriageDeskService(
  { unitOfWork, audit, clinic, ports }: ServiceDependencies, triageContent: TriageContentReader, presence: { readonly attend: (userId: string, referralId: string) => readonly Attendant[] },
) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);

  const now = (): DelayDay => ({ zone: clinic.timeZone, today: today() });
  /** The working days by which undecided requests were last brought in step. */
  let settledBy: string | null = null;
  /**
   * What stands still without an end is due a day later each day: brought in step once a day. What is counted in working days
   * follows the closed days of the clinic.
   */
  const bringInStep = async (): Promise<void> => {
    const { stale, mark } = await unitOfWork.read(async (db) => ({ stale: await pausedBefore(db, today()), mark: await workingDaysMark(db, today()) }));
    const isMoved = mark !== null && mark !== settledBy;
    if (stale.length === 0 && !isMoved) return;
    await unitOfWork.write(async (db) => {
      if (isMoved) await settleUndecided(db, now());
      for (const id of stale) await settleDue(db, id, now());
    });
    settledBy = mark;
  };

  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());

  const rowOf = (line: QueueLine, identifiers: Awaited<ReturnType<typeof identifiersOf>>, day: string): ReferralRow => ({
    id: line.id,
    version: line.version,
    patient: patientLine(line.patient_id, line, identifiers.get(line.patient_id) ?? []),
    state: line.state as ReferralState,
    cls: (line.decided_cls ?? line.proposed_cls) as Urgency | null,
    proposed: line.decided_cls === null,
    requestedClass: line.requested_cls as Urgency | null,
    reasonCode: line.reason_code,
    leading: JSON.parse(line.leading_findings ?? '[]') as LeadingFinding[],
    words: line.words,
    receivedAt: line.received_at,
    dueOn: line.due_on,
    daysLeft: line.due_on === null ? null : Temporal.PlainDate.from(day).until(line.due_on, { largestUnit: 'day' }).days,
    queueRole: line.queue_role,
    emergencyCallPending: line.emergency_call_pending === 1,
    returned: line.returned_at === null ? null : { from: line.returned_from ?? '', reason: line.return_reason ?? '' },
    claimedBy: line.claimed_by_name,
    asked: line.asked_at !== null,
    opinionOf: line.opinion_of_name,
    paused: line.paused_as_of !== null,
    seen: line.seen === 1,
    advicePending: line.advice_pending === 1,
  });

  /** The proposal that was decided on, or that of now, which the queue is brought in step with. */
  const proposalOf = async (db: WriteExecutor, referral: Referral, patient: ReferredPatient) => {
    const roles = await rolesPresent(db);
    // Undecided, or back in triage: what the rules say now.
    const basis = referral.state === 'received' ? undefined : await decisionBasis(db, referral.id);
    const dueOf = await dueNow(db, referral.completedOn, today());
    if (basis) {
      const { content } = await triageContent.asDecided(db, basis);
      return proposalFor(basis.findings, referral.completedOn, content, roles, dueOf);
    }
    const { content } = await triageContent.active(db);
    const features = featuresOf(referral, patient.birth_date);
    const proposal = proposalFor(features, referral.completedOn, content, roles, dueOf);
    const stored = storedProposal(proposal, features, content);
    if (stored.cls !== referral.proposedCls || stored.dueOn !== (referral.originalDueOn ?? referral.dueOn)) {
      await refreshProposal(db, referral.id, stored);
      await settleDue(db, referral.id, now());
    }
    return proposal;
  };

  const routeShown = async (db: ReadExecutor, of: { readonly patientId: string; readonly referralId: string }, { route, decided_at }: { route: string | null; decided_at: string }) => {
    const visits = route === null ? new Map<string, never>() : await visitsByRole(db, of, decided_at);
    return professionalCode.array().parse(JSON.parse(route ?? '[]')).map((professional) => ({ professional, role: roleOf(professional), visit: visits.get(roleOf(professional) ?? '') ?? null }));
  };

  const decisionsShown = async (db: ReadExecutor, { id: referralId, patientId }: Referral): Promise<Outputs['referrals']['open']['decisions']> =>
    Promise.all((await decisionsOf(db, referralId)).map(async (row) => ({
      id: row.id,
      decidedAt: row.decided_at,
      decidedBy: row.display_name ?? row.decided_by,
      overridden: row.overridden === 1,
      overrideReason: row.override_reason,
      cls: row.cls as Urgency,
      primary: row.primary_professional as ProfessionalCode,
      modality: row.modality as Modality,
      dueOn: row.due_on,
      disposition: row.disposition as Disposition,
      redirectTo: row.redirect_to,
      note: row.note,
      rulesetVersion: row.ruleset_version,
      route: await routeShown(db, { patientId, referralId }, row),
    })));

  const callsShown = async (db: ReadExecutor, referralId: string): Promise<Outputs['referrals']['open']['emergencyCalls']> =>
    (await emergencyCallsOf(db, referralId)).map((row) => ({
      calledAt: row.called_at, calledWhom: row.called_whom, calledBy: row.display_name ?? row.recorded_by, note: row.note,
    }));

  return {
    vocabulary: async (_caller: Caller): Promise<Outputs['referrals']['vocabulary']> => {
      const { content } = await unitOfWork.read((db) => triageContent.active(db));
      return { dictionary: content.dictionary.body, reasons: content.reasons.body, vocabulary: content.vocabulary.body, rulesetVersion: content.ruleset.version };
    },

    /** What a pasted letter says, to be confirmed one by one; nothing is stored. */
    readLetter: async (_caller: Caller, { text }: Inputs['referrals']['readLetter']): Promise<Outputs['referrals']['readLetter']> =>
      readLetter(text, await unitOfWork.read((db) => triageContent.letterLexicon(db))),

    /** What the rules would say; nothing is stored. @throws DeclaredError `NOT_FOUND`, `AGE_REQUIRED` */
    propose: async (caller: Caller, input: Inputs['referrals']['propose']): Promise<Outputs['referrals']['propose']> =>
      unitOfWork.read(async (db) => {
        const patient = await referredPatient(db, reading(caller), input.patientId);
        if (!patient) throw new DeclaredError('NOT_FOUND');
        const { content } = await triageContent.active(db);
        const features = featuresOf({ ...input, completedOn: input.receivedOn }, patient.birth_date);
        const proposal = proposalFor(features, input.receivedOn, content, await rolesPresent(db), await dueNow(db, input.receivedOn, today()));
        if (!proposal) throw new DeclaredError('AGE_REQUIRED');
        return proposal;
      }),

    /** A work list within the caller's reach, by time left; what is done, newest first. */
    queue: async (caller: Caller, { list, after, role = null, limit = 100 }: Inputs['referrals']['queue']): Promise<Outputs['referrals']['queue']> => {
      const cursor = after ? decodeCursor(list, after) : null;
      const day = today();
      await bringInStep();
      return unitOfWork.read(async (db) => {
        const lines = await queueRows(db, reading(caller), { list, role, after: cursor, limit: limit + 1 });
        const page = lines.slice(0, limit);
        const identifiers = await identifiersOf(db, page.map((line) => line.patient_id));
        const last = page.at(-1);
        return { rows: page.map((line) => rowOf(line, identifiers, day)), next: last && lines.length > limit ? encodeCursor(cursorOf(list, last)) : null };
      });
    },

    counts: async (caller: Caller): Promise<Outputs['referrals']['counts']> => {
      const day = today();
      await bringInStep();
      return unitOfWork.read((db) => queueCounts(db, reading(caller), { today: day, since: civilDay(day, clinic.timeZone).from }));
    },

    /** Who will pass their delay, as the calendars are now. */
    forecast: async (caller: Caller): Promise<Outputs['referrals']['forecast']> => {
      const at = ports.clock.now();
      const day = today();
      return unitOfWork.read(async (db) => ({
        asOf: day,
        breaches: await forecastOf(db, await waitingForPlace(db, reading(caller)), { zone: clinic.timeZone, now: at, horizon: addDays(day, forecastDays) }),
      }));
    },

    /** Who else has it open. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    attend: async (caller: Caller, { referralId }: Inputs['referrals']['attend']): Promise<Outputs['referrals']['attend']> =>
      unitOfWork.read(async (db) => {
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reading(caller), referral.patientId);
        const others = presence.attend(caller.userId, referralId);
        const names = await accountNames(db, others.map(({ userId }) => userId));
        return { others: others.flatMap(({ userId, since }) => (names.has(userId) ? [{ name: names.get(userId) ?? '', since }] : [])) };
      }),

    /** A referral with its proposal and what the caller may do; the reading is audited. @throws DeclaredError `NOT_FOUND` */
    open: async (caller: Caller, { referralId }: Inputs['referrals']['open']): Promise<Outputs['referrals']['open']> =>
      unitOfWork.write(async (db) => {
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        const reach = reading(caller);
        await requireOpenRecord(db, reach, referral.patientId);
        const patient = await referredPatient(db, reach, referral.patientId);
        if (!patient) throw new DeclaredError('NOT_FOUND');
        await audit.recordReading(db, { userId: caller.userId, action: 'referral.opened', entity: 'referral', entityId: referralId, patientId: referral.patientId });
        const proposal = await proposalOf(db, referral, patient);
        const referrer = referral.referrerId === null ? undefined : await referrerOf(db, referral.referrerId);
        const names = await accountNames(db, [referral.enteredBy, referral.claimedBy, referral.returned?.by, referral.opinion?.of, referral.opinion?.by].filter((id) => typeof id === 'string'));
        const { returned, opinion } = referral;
        const standing = { ...referral, proposedCls: proposal?.decision.cls ?? null };
        const delay = await delayOf(db, standing, now());
        const toTell = {
          state: referral.state, receivedAt: referral.receivedAt, advicePending: referral.advicePending, delay: delay && { ...delay, pauses: [] },
          decisions: await decisionsShown(db, referral), history: await historyOf(db, referral), asking: await askingOf(db, referralId), appointment: (await visitOf(db, referralId)) ?? null,
          ended: ['declined', 'cancelled', 'closed'].includes(referral.state) ? ((await endingOf(db, referralId)) ?? null) : null,
        };
        const { content } = await triageContent.active(db);
        return {
          id: referral.id,
          version: referral.version,
          state: referral.state,
          situation: situationOf({
            state: referral.state, isProposed: proposal !== null, isComplete: missingPrerequisites(featuresOf(referral, patient.birth_date), content.reasons).required.length === 0, isAsked: toTell.asking !== null, isReturned: returned !== null,
            queueRole: referral.queueRole, isClaimed: referral.claimedBy !== null, isSeen: referral.state === 'booked' && (await wasSeen(db, referral.id)), isAdvicePending: referral.advicePending,
          }),
          allowedActions: [...allowedActions(standing, caller.grants), ...(await actionsOnDesk(db, caller, referral))],
          overridableTo: overridableTo(standing, caller.grants),
          patient: {
            ...patientLine(patient.id, patient, patient.identifiers),
            phone: patient.phone, language: patient.language, mobility: patient.mobility, teleSuitability: patient.tele_suitability,
          },
          referrerName: referrer?.name ?? null,
          referrerOrganization: referrer?.organization ?? null,
          reasonCode: referral.reasonCode,
          requestedClass: referral.requestedCls,
          freeText: referral.freeText,
          findings: referral.findings,
          findingWords: { ...referral.findingWords },
          prerequisitesProvided: [...referral.prerequisitesProvided],
          receivedAt: referral.receivedAt,
          enteredAt: referral.enteredAt,
          enteredBy: names.get(referral.enteredBy) ?? referral.enteredBy,
          // A proposal is due when the delay of the request says, pauses included; of one decided otherwise, as it would be now.
          proposal: proposal && delay && (referral.state === 'received' || proposal.decision.cls === referral.decidedCls) ? { ...proposal, dueOn: delay.dueOn } : proposal,
          delay: delay && { dueOn: delay.dueOn, originalDueOn: delay.originalDueOn, isPaused: delay.isPaused, pauses: delay.pauses.map(({ id, cause, reason, from, until, by }) => ({ id, cause, reason, from, until, by })) },
          history: toTell.history,
          decisions: toTell.decisions,
          advicePending: referral.advicePending,
          told: statusLine(toTell, { zone: clinic.timeZone, modalities: content.vocabulary.body.modalities }),
          emergencyCalls: await callsShown(db, referralId),
          queueRole: referral.queueRole,
          claimed: referral.claimedBy === null ? null : { by: names.get(referral.claimedBy) ?? referral.claimedBy, byMe: referral.claimedBy === caller.userId },
          returned: returned && { at: returned.at, by: names.get(returned.by) ?? returned.by, from: returned.from, reason: returned.reason },
          ended: toTell.ended,
          asking: toTell.asking,
          opinion: opinion && { askedAt: opinion.at, askedBy: names.get(opinion.by) ?? opinion.by, of: names.get(opinion.of) ?? opinion.of, ofMe: opinion.of === caller.userId, question: opinion.question },
          appointment: toTell.appointment,
        };
      }),
  };
}

async function askingOf(db: ReadExecutor, referralId: string): Promise<Outputs['referrals']['open']['asking']> {
  const asked = await openInformationRequest(db, referralId);
  return asked ? { askedAt: asked.askedAt, askedBy: asked.askedBy, items: asked.items, message: asked.message } : null;
}
