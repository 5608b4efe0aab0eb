import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TeamPeriod } from '#contract/programme.ts';
import { seededRandom } from '../clinics/demonstration/random.ts';
import { aPatient } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { teamWords } from './team-words.ts';

/** Visits drawn at random, and what was wanted of them counted here one by one, without the rules or the queries of the programme. */

interface Drawn {
  readonly patient: number;
  readonly role: 'rheumatologist' | 'ips' | 'nurse' | 'physiotherapist';
  readonly modality: 'IN_PERSON' | 'VIDEO' | 'PHONE' | 'HOME';
  readonly status: 'done' | 'no-show' | 'cancelled';
  readonly on: string;
  /** Of a first request: days from complete to seen. */
  readonly waited: number | null;
}

const draw = seededRandom(375, 'visits');
const professions = ['rheumatologist', 'ips', 'nurse', 'physiotherapist'] as const;
const drawn: readonly Drawn[] = Array.from({ length: 160 }, (_, index) => {
  const month = draw.whole(1, 10);
  const isBefore = month <= 5;
  return {
    patient: index < 60 ? index : draw.whole(0, 59), role: professions[isBefore ? draw.whole(0, 1) : draw.whole(0, 3)]!, modality: (['IN_PERSON', 'VIDEO', 'PHONE', 'HOME'] as const)[draw.whole(0, 3)]!, status: (['done', 'done', 'done', 'no-show', 'cancelled'] as const)[draw.whole(0, 4)]!,
    on: `2026-${String(month).padStart(2, '0')}-${String(draw.whole(1, 28)).padStart(2, '0')}`, waited: index < 60 ? draw.whole(isBefore ? 40 : 5, isBefore ? 90 : 40) : null,
  };
});
const earlier = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

describe.each(engines)('the figures of the team against a count of one’s own, on %s', (engine) => {
  let clinic: TestClinic;
  let lead: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    lead = await clinic.caller('programme-lead');
    const callers = new Map<string, Caller>();
    for (const role of professions) callers.set(role, await clinic.caller(role));
    const patients: string[] = [];
    for (let index = 0; index < 60; index += 1) patients.push(await aPatient(clinic, { nam: null }));
    const now = clinic.ports.clock.now();
    await clinic.store.unitOfWork.write(async (db) => {
      for (const [index, { patient, role, modality, status, on, waited }] of drawn.entries()) {
        const by = callers.get(role)!;
        const referralId = waited === null ? null : clinic.ports.newId();
        const patientId = patients[patient]!;
        if (referralId !== null && waited !== null) {
          await db.insertInto('referral').values({
            id: referralId, patient_id: patientId, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state: 'booked', received_at: `${earlier(on, waited)}T17:00:00.000Z`, completed_on: earlier(on, waited),
            entered_at: now, entered_by: by.userId, proposed_cls: 'C', decided_cls: 'C', due_on: earlier(on, waited - 30), original_due_on: null, paused_as_of: null, queue_role: null, modality: null, updated_at: now, updated_by: by.userId,
          }).execute();
        }
        const time = `${String(12 + Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
        await db.insertInto('appointment').values({
          id: clinic.ports.newId(), patient_id: patientId, professional_id: by.practitionerId ?? '', referral_id: referralId, starts_at: `${on}T${time}:00.000Z`, ends_at: `${on}T${time}:30.000Z`, local_start: `${on}T08:00`, zone: 'America/Toronto', patient_zone: null, modality, status, live: status === 'cancelled' ? 0 : 1,
          reason: null, video_link: null, consent: null, created_at: now, created_by: by.userId, updated_at: now,
        }).execute();
      }
    });
    await clinic.services.team.setTeamStart(await clinic.caller('administrator'), { startedOn: '2026-06-01' });
  }, 60_000);
  afterAll(() => clinic.close());

  /** Held back from one to four, and shares with fewer than five on either side. */
  const told = (count: number): number | null => (count > 0 && count < 5 ? null : count);
  const shareOf = (list: readonly Drawn[], meets: (one: Drawn) => boolean): number | null => {
    const met = list.filter(meets).length;
    return list.length === 0 || [list.length, met, list.length - met].some((count) => told(count) === null) ? null : met / list.length;
  };
  const middle = (days: readonly number[]): number | null => {
    const sorted = days.toSorted((one, other) => one - other);
    if (sorted.length < 5) return null;
    const half = sorted.length / 2;
    return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
  };
  const check = ({ from, until, figures }: TeamPeriod): void => {
    const own = drawn.filter(({ on, status }) => status === 'done' && on >= from && on <= until);
    expect(figures.visits).toBe(told(own.length));
    expect(figures.people).toBe(told(new Set(own.map(({ patient }) => patient)).size));
    expect(figures.remote.value).toBe(shareOf(own, ({ modality }) => modality === 'VIDEO' || modality === 'PHONE'));
    expect(figures.moved.value).toBe(shareOf(own, ({ role }) => role !== 'rheumatologist'));
    for (const { role, visits, people } of figures.byRole) {
      const seen = own.filter((one) => one.role === role);
      if (visits !== null) expect(visits).toBe(seen.length);
      if (people !== null) expect(people).toBe(new Set(seen.map(({ patient }) => patient)).size);
      if (visits === null) expect(people).toBeNull();
    }
    const first = own.filter(({ waited }) => waited !== null);
    expect(figures.firstElsewhere.value).toBe(shareOf(first, ({ role }) => role !== 'rheumatologist'));
    expect(figures.wait.median).toBe(middle(first.map(({ waited }) => waited ?? 0)));
    expect(figures.inside.value).toBe(shareOf(first, ({ waited }) => (waited ?? 0) <= 30));
  };

  test('patients by profession, visits moved, share at a distance, delays, by quarter and before and since the team', async () => {
    const { periods, compared } = await clinic.services.team.team(lead, { every: 'quarter' });
    const ofTheYear = periods.filter(({ key }) => key.startsWith('2026'));
    expect(ofTheYear.length).toBe(4);
    for (const period of ofTheYear) check(period);
    check(compared!.before);
    check(compared!.after);
    // What the reader is to see: shorter waits, and visits that are no longer the physician's.
    expect(compared!.after.figures.wait.median).toBeLessThan(compared!.before.figures.wait.median!);
    expect(ofTheYear.some(({ figures }) => figures.byRole.length === 4)).toBe(true);
  });

  test('the file and the report tell the same', async () => {
    const { compared } = await clinic.services.team.team(lead, { every: 'quarter' });
    const csv = Buffer.from((await clinic.services.team.teamFile(lead, { every: 'quarter', language: 'fr', format: 'csv' })).content).toString();
    const { from, until, figures } = compared!.after;
    const line = (given: string): string => csv.split(/\r?\n/).find((one) => one.includes(`;${from};${until};`) && one.includes(given)) ?? '';
    const { given } = teamWords('fr');
    expect(line(given.remote)).toContain(`;${String(Math.round(figures.remote.value! * 1000) / 10).replace('.', ',')};`);
    expect(line(given.median)).toContain(`;${String(figures.wait.median).replace('.', ',')};`);
    for (const { people } of figures.byRole) if (people !== null) expect(csv).toContain(`;${given.people};;;;;${people}`);
  });
});
