import type { Inputs, Outputs } from '#contract/index.ts';
import type { ReferralDetail } from '#contract/referrals.ts';
import { visitModality } from '#contract/values.ts';
import { freeDays } from '../appointments/free-days.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { colleagues } from '../people/colleagues.ts';
import { languageCode } from '../people/language-rules.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { daysBetween } from '../triage/due-date.ts';
import { roleOf } from '../triage/referral-outcome.ts';
import type { RoutingContent } from '../triage/routing-content.ts';
import { type Colleague, suggestRoute } from '../triage/routing-rules.ts';
import type { Caller } from '../users/caller.ts';
import type { TriageContentReader } from './active-triage-content.ts';

/** How far ahead a first place is looked for. */
const daysAhead = 120;

/** Whom a person could see beyond the first professional, with the real waits of the clinic. */
export function createRoutingService(
  { unitOfWork, clinic, ports }: ServiceDependencies, triageContent: TriageContentReader, desk: { readonly open: (caller: Caller, input: { readonly referralId: string }) => Promise<ReferralDetail> },
) {
  return {
    /** What the rules of routing suggest now; null while nothing can be proposed. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    routing: async (caller: Caller, { referralId }: Inputs['referrals']['routing']): Promise<Outputs['referrals']['routing']> => {
      const { proposal, findings, patient } = await desk.open(caller, { referralId });
      if (!proposal) return null;
      const at = ports.clock.now();
      const today = civilDate(at, clinic.timeZone);
      return unitOfWork.read(async (db) => {
        const content = await triageContent.routing(db);
        const { needsPhysician, steps, modalities } = suggestRoute(
          findings, proposal.decision, { ...patient, language: patient.language === null ? null : languageCode(patient.language) }, clinic.region, content, await colleaguesOf(db, content),
        );
        const shown: NonNullable<Outputs['referrals']['routing']>['steps'] = [];
        for (const { professional, isProposed, modality, because, speakers } of steps) {
          const role = roleOf(professional);
          const scope = content.body.scopes.find((one) => one.professional === professional);
          const way = visitModality.options.find((one) => one === modality) ?? 'IN_PERSON';
          const firstDay = async (among?: readonly Colleague[]): Promise<string | null> => {
            if (role === null) return null;
            const [first = null] = await freeDays(db, { role, modality: way, zone: clinic.timeZone, now: at, days: daysAhead, limit: 1, ...(among && { among: new Set(among.map(({ practitionerId }) => practitionerId)) }) });
            return first;
          };
          const firstOn = await firstDay();
          shown.push({
            professional, role, isProposed, modality, because: [...because], may: scope?.may ?? null, mayNot: scope?.not ?? null,
            wait: role === null ? null : { firstOn, days: firstOn === null ? null : daysBetween(today, firstOn) },
            spoken: speakers === null || patient.language === null ? null : { language: languageCode(patient.language), speakers: speakers.map(({ name }) => name), firstOn: speakers.length === 0 ? null : await firstDay(speakers) },
          });
        }
        return { version: content.version, needsPhysician, steps: shown, modalities: [...modalities] };
      });
    },
  };
}

/** The people of the clinic by the profession the rules know them under. */
async function colleaguesOf(db: ReadExecutor, { body }: RoutingContent): Promise<Colleague[]> {
  const people = await colleagues(db);
  const codes = body.scopes.map(({ professional }) => professional);
  return codes.flatMap((professional) =>
    people.filter(({ role }) => role === roleOf(professional)).map(({ practitionerId, displayName, languages }) => ({ practitionerId, name: displayName, professional, languages })),
  );
}
