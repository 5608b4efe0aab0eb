import type { Role } from '#contract/permissions';
import type { Disposition } from '#contract/referrals';
import type { Modality, ProfessionalCode, Urgency } from '#contract/triage';

/** A decision being written that differs from the proposal. */
export interface OverrideDraft {
  readonly cls: Urgency;
  readonly primary: ProfessionalCode;
  readonly modality: Modality;
  readonly disposition: Disposition;
}

/** Professionals of a clinic who may be asked to see somebody. */
export const whoMaySee = ['RHEUM', 'IPS', 'RN', 'PT', 'OT', 'KIN', 'PHARM', 'LPN'] as const satisfies readonly ProfessionalCode[];
export const visitModalities = ['IN_PERSON', 'VIDEO', 'PHONE', 'HOME'] as const satisfies readonly Modality[];

const isVisit = (modality: Modality): boolean => visitModalities.some((visit) => visit === modality);

/** Another class: URG goes to emergency and nowhere else; from URG one comes back to a visit. */
export function withClass(draft: OverrideDraft, cls: Urgency): OverrideDraft {
  if (cls === 'URG') return { cls, primary: 'ED', modality: 'ED', disposition: 'emergency' };
  return withDisposition({ ...draft, cls }, draft.disposition === 'emergency' ? 'book' : draft.disposition);
}

/** Another outcome, with a professional and a modality that fit it. */
export function withDisposition(draft: OverrideDraft, disposition: Disposition): OverrideDraft {
  switch (disposition) {
    case 'emergency':
      return { ...draft, primary: 'ED', modality: 'ED', disposition };
    case 'advice':
      return { ...draft, primary: 'RHEUM', modality: 'ECONSULT', disposition };
    case 'redirect':
    case 'book':
      return {
        ...draft,
        disposition,
        primary: whoMaySee.some((code) => code === draft.primary) ? draft.primary : 'RHEUM',
        modality: isVisit(draft.modality) ? draft.modality : 'IN_PERSON',
      };
  }
}

const codeOfRole: Readonly<Partial<Record<Role, ProfessionalCode>>> = {
  rheumatologist: 'RHEUM', ips: 'IPS', nurse: 'RN', 'auxiliary-nurse': 'LPN', physiotherapist: 'PT', 'occupational-therapist': 'OT', kinesiologist: 'KIN', pharmacist: 'PHARM',
};

/** The professional code of the rules for a role of the clinic. */
export function professionalOf(role: Role): ProfessionalCode | undefined {
  return codeOfRole[role];
}
