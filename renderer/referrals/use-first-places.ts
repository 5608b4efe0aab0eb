import { useQueries, useQuery } from '@tanstack/react-query';
import type { FreeSlot } from '#contract/appointments';
import type { Professional } from '#contract/people';
import type { ReferralDetail } from '#contract/referrals';
import { visitModality } from '#contract/values';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';

/** A professional who could see the person, and the first place they have. */
export interface Candidate {
  readonly professional: Professional;
  /** Undefined while it is looked for; null where there is none in the coming weeks. */
  readonly place: FreeSlot | null | undefined;
  /** Of the profession the proposal names first; the others see the person jointly, or instead. */
  readonly isFirst: boolean;
}

/** As many as there are digits. */
const maximumCandidates = 9;
const searchDays = 120;

/** Who could see the person of a proposal, in the order it names their professions, with the first place of each. */
export function useFirstPlaces({ patient, proposal }: ReferralDetail): readonly Candidate[] {
  const f = useFormat();
  const isVisit = proposal?.disposition === 'book';
  const professionals = useQuery(api.people.professionals.queryOptions({ enabled: isVisit, staleTime: 60_000 }));
  const roles = isVisit ? proposal.visitRoles : [];
  const able = roles.flatMap((role) => (professionals.data ?? []).filter((person) => person.role === role)).slice(0, maximumCandidates);
  const modality = visitModality.options.find((one) => one === proposal?.decision.modality) ?? 'IN_PERSON';
  const places = useQueries({
    queries: able.map((person) =>
      api.appointments.freeSlots.queryOptions({
        input: { referralId: null, patientId: patient.id, practitionerId: person.practitionerId, role: null, modality, minutes: null, from: f.today, days: searchDays, limit: 1 },
        staleTime: 30_000,
      }),
    ),
  });
  return able.map((professional, index) => ({
    professional,
    place: places[index]?.data ? (places[index].data.slots[0] ?? null) : undefined,
    isFirst: professional.role === proposal?.queueRole,
  }));
}
