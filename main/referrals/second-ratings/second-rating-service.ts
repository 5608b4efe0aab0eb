import type { Inputs, Outputs } from '#contract/index.ts';
import { largestSample, type RatingSample } from '#contract/second-ratings.ts';
import type { Features, Urgency } from '#contract/triage.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import { civilDate, civilDay } from '../../appointments/wall-time.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { roleOf } from '../../triage/referral-outcome.ts';
import type { Caller } from '../../users/caller.ts';
import { grantsOf } from '../../users/permission-rules.ts';
import { attachmentsOf } from '../attachments/attachment-repository.ts';
import { patientLine } from '../patient-line.ts';
import { identifiersOf } from '../referral-repository.ts';
import { classesApart, differ, judgementRefusal } from './judgement-rules.ts';
import { drawFrom } from './sample-draw.ts';
import {
  accountsWithRoles, askedOf, eligibleDecisions, hasOpenedSince, insertSample, latestSamples, leftOf, markOver, pairsOf, ratingById, sampleById, type SampleLine, writeRating,
} from './second-rating-repository.ts';

const mostSamples = 100;
/** A rating given is given: what ends a sample shows where the two differ. */
const takenBackWithin = 60_000;

const shown = (line: SampleLine): RatingSample => ({
  id: line.id, from: line.from_on, until: line.until_on, wanted: line.wanted, drawn: line.drawn, drawnFrom: line.drawn_from, seed: line.seed, rater: { userId: line.rater_id, name: line.rater_name ?? line.rater_id },
  drawnAt: line.drawn_at, drawnBy: line.drawer_name ?? line.drawn_by, given: line.given, overAt: line.over_at, endedBy: line.ended_by === null ? null : (line.ender_name ?? line.ended_by),
});

const ageIn = ({ age }: Features): number | null => age ?? null;

/** Second ratings of decided requests, drawn by chance and given blind. They are compared afterwards and change no request. */
export function createSecondRatingService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());

  const eligible = (db: ReadExecutor, caller: Caller, { from, until, raterId }: Inputs['secondRatings']['eligible']) => {
    const today = civilDate(ports.clock.now(), clinic.timeZone);
    if (from > until) throw new DeclaredError('INVALID', { issues: [{ path: 'until', code: 'BEFORE_START' }] });
    if (from > today) throw new DeclaredError('INVALID', { issues: [{ path: 'from', code: 'IN_THE_FUTURE' }] });
    return eligibleDecisions(db, { since: civilDay(from, clinic.timeZone).from, before: civilDay(until, clinic.timeZone).until, raterId, reach: reading(caller) });
  };

  const raters = async (db: ReadExecutor) => (await accountsWithRoles(db)).filter(({ roles }) => grantsOf(roles)['triage.confirm.routine'] !== undefined);

  /** A rating asked of the caller, whose record they read. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
  const asked = async (db: ReadExecutor, caller: Caller, ratingId: string) => {
    const rating = await ratingById(db, ratingId);
    if (rating?.rater_id !== caller.userId) throw new DeclaredError('NOT_FOUND');
    await requireOpenRecord(db, reading(caller), rating.patient_id);
    return rating;
  };

  const write = async (db: WriteExecutor, caller: Caller, action: string, { id, patient_id, sample_id }: Awaited<ReturnType<typeof asked>>) =>
    audit.record(db, { userId: caller.userId, action, entity: 'second-rating', entityId: id, patientId: patient_id, detail: { sampleId: sample_id } });

  return {
    samples: async (_caller: Caller): Promise<Outputs['secondRatings']['samples']> => (await unitOfWork.read((db) => latestSamples(db, mostSamples))).map(shown),

    raters: async (_caller: Caller): Promise<Outputs['secondRatings']['raters']> => (await unitOfWork.read(raters)).slice(0, 200).map(({ userId, name }) => ({ userId, name })),

    /** @throws DeclaredError `INVALID` (a period that ends before it begins, or to come) */
    eligible: async (caller: Caller, input: Inputs['secondRatings']['eligible']): Promise<Outputs['secondRatings']['eligible']> => ({ count: (await unitOfWork.read((db) => eligible(db, caller, input))).length }),

    /** @throws DeclaredError `INVALID` (period; a person who may not triage; nothing to draw from), `DUPLICATE` (the id is another sample's) */
    draw: async (caller: Caller, input: Inputs['secondRatings']['draw']): Promise<Outputs['secondRatings']['draw']> =>
      unitOfWork.write(async (db) => {
        const known = await sampleById(db, input.sampleId);
        if (known && (known.rater_id !== input.raterId || known.drawn_by !== caller.userId)) throw new DeclaredError('DUPLICATE', { field: 'sampleId' });
        if (known) return { drawn: known.drawn };
        if (!(await raters(db)).some(({ userId }) => userId === input.raterId)) throw new DeclaredError('INVALID', { issues: [{ path: 'raterId', code: 'MAY_NOT_TRIAGE' }] });
        const from = await eligible(db, caller, input);
        if (from.length === 0) throw new DeclaredError('INVALID', { issues: [{ path: 'until', code: 'NOTHING_TO_DRAW' }] });
        const seed = input.seed === undefined || input.seed === '' ? ports.newId().slice(-12) : input.seed;
        const byDecision = new Map(from.map((one) => [one.decisionId, one]));
        const drawn = drawFrom(seed, [...byDecision.keys()], input.size).flatMap((id) => byDecision.get(id) ?? []);
        await insertSample(
          db,
          { id: input.sampleId, from: input.from, until: input.until, wanted: input.size, seed, drawnFrom: from.length, raterId: input.raterId, drawnAt: ports.clock.now(), drawnBy: caller.userId },
          drawn.map((one) => ({ ...one, id: ports.newId() })),
        );
        await audit.record(db, {
          userId: caller.userId, action: 'rating-sample.drawn', entity: 'rating-sample', entityId: input.sampleId, patientId: null, detail: { from: input.from, until: input.until, rows: drawn.length, raterId: input.raterId },
        });
        return { drawn: drawn.length };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (over already) */
    end: async (caller: Caller, { sampleId }: Inputs['secondRatings']['end']): Promise<Outputs['secondRatings']['end']> =>
      unitOfWork.write(async (db) => {
        const sample = await sampleById(db, sampleId);
        if (!sample) throw new DeclaredError('NOT_FOUND');
        if (sample.over_at !== null) throw new DeclaredError('ILLEGAL_STATE', { state: 'over' });
        await markOver(db, sampleId, { at: ports.clock.now(), by: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'rating-sample.ended', entity: 'rating-sample', entityId: sampleId, patientId: null, detail: { rows: sample.given } });
        return { given: sample.given };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (not over: whoever rates still rates blind) */
    differing: async (caller: Caller, { sampleId }: Inputs['secondRatings']['differing']): Promise<Outputs['secondRatings']['differing']> =>
      unitOfWork.read(async (db) => {
        const sample = await sampleById(db, sampleId);
        if (!sample) throw new DeclaredError('NOT_FOUND');
        if (sample.over_at === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'asked' });
        const pairs = (await pairsOf(db, reading(caller), sampleId, largestSample)).filter(({ first, second }) => differ(first, second)).sort((one, other) => classesApart(other.first, other.second) - classesApart(one.first, one.second));
        const identifiers = await identifiersOf(db, pairs.map(({ patient_id }) => patient_id));
        return pairs.map((row) => ({
          ratingId: row.id, referralId: row.referral_id, patient: patientLine(row.patient_id, row, identifiers.get(row.patient_id) ?? []), decidedAt: row.decided_at, first: { ...row.first, by: row.display_name ?? row.decided_by },
          second: row.second, note: row.note, hadOpened: row.had_opened === 1,
        }));
      }),

    mine: async (caller: Caller): Promise<Outputs['secondRatings']['mine']> =>
      unitOfWork.read(async (db) => {
        const rows = await askedOf(db, reading(caller), caller.userId, largestSample + 1);
        return {
          asked: rows.slice(0, largestSample).map((row) => {
            const features = JSON.parse(row.findings) as Features;
            return { id: row.id, place: row.place, of: row.of, receivedOn: civilDate(row.received_at, clinic.timeZone), reasonCode: features.reason_code ?? null, age: ageIn(features), sex: row.administrative_sex as AdministrativeSex };
          }),
          more: rows.length > largestSample,
        };
      }),

    /** @throws DeclaredError `NOT_FOUND` (asked of somebody else), `RESTRICTED` */
    read: async (caller: Caller, { ratingId }: Inputs['secondRatings']['read']): Promise<Outputs['secondRatings']['read']> =>
      unitOfWork.write(async (db) => {
        const rating = await asked(db, caller, ratingId);
        await audit.recordReading(db, { userId: caller.userId, action: 'second-rating.opened', entity: 'second-rating', entityId: ratingId, patientId: rating.patient_id });
        const { reason_code: reasonCode, prereq_provided: provided, age, ...findings } = rating.features;
        // The papers there were when it was decided; one taken off since is not shown.
        const papers = (await attachmentsOf(db, rating.referral_id)).filter(({ addedAt, removed }) => removed === null && addedAt <= rating.decided_at);
        return {
          id: ratingId, place: rating.place, of: rating.of, receivedAt: rating.received_at, requestedClass: rating.requested_cls as Urgency | null, reasonCode: reasonCode ?? null, freeText: rating.free_text, findings,
          findingWords: JSON.parse(rating.finding_words ?? '{}') as Record<string, string>, prerequisitesProvided: [...(provided ?? [])], age: age ?? null, sex: rating.administrative_sex as AdministrativeSex,
          regionCode: rating.region_code, language: rating.language, mobility: rating.mobility, teleSuitability: rating.tele_suitability, referrerOrganization: rating.organization,
          papers: papers.map(({ id, name, mediaType, bytes, pages, addedAt, addedBy, removed }) => ({ id, name, mediaType, bytes, pages, addedAt, addedBy, removed })),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `ILLEGAL_STATE` (given, or no longer asked), `INVALID` (contradicts itself) */
    rate: async (caller: Caller, { ratingId, cls, disposition, primary, note }: Inputs['secondRatings']['rate']): Promise<Outputs['secondRatings']['rate']> => {
      const refusal = judgementRefusal({ cls, disposition, primary }, (code) => roleOf(code) !== null);
      if (refusal) throw new DeclaredError('INVALID', { issues: [refusal] });
      return unitOfWork.write(async (db) => {
        const rating = await asked(db, caller, ratingId);
        if (rating.over_at !== null || rating.rated_at !== null) throw new DeclaredError('ILLEGAL_STATE', { state: rating.over_at === null ? 'given' : 'over' });
        const now = ports.clock.now();
        const hadOpened = await hasOpenedSince(db, { userId: caller.userId, patientId: rating.patient_id, referralId: rating.referral_id, since: rating.decided_at });
        await writeRating(db, ratingId, { cls, disposition, primary, note: note === '' ? null : note, at: now, hadOpened });
        const left = await leftOf(db, rating.sample_id);
        if (left === 0) await markOver(db, rating.sample_id, { at: now, by: null });
        await write(db, caller, 'second-rating.given', rating);
        return { left };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `ILLEGAL_STATE` (not given, ended, or given too long ago) */
    takeBack: async (caller: Caller, { ratingId }: Inputs['secondRatings']['takeBack']): Promise<Outputs['secondRatings']['takeBack']> =>
      unitOfWork.write(async (db) => {
        const rating = await asked(db, caller, ratingId);
        if (rating.rated_at === null) throw new DeclaredError('ILLEGAL_STATE', { state: 'asked' });
        const isRecent = ports.clock.now() <= addMilliseconds(rating.rated_at, takenBackWithin);
        if (rating.ended_by !== null || (rating.over_at !== null && !isRecent)) throw new DeclaredError('ILLEGAL_STATE', { state: 'over' });
        await writeRating(db, ratingId, null);
        if (rating.over_at !== null) await markOver(db, rating.sample_id, null);
        await write(db, caller, 'second-rating.taken-back', rating);
        return { left: await leftOf(db, rating.sample_id) };
      }),
  };
}
