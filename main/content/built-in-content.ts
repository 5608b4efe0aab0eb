import { slotWeightContentItems } from '../appointments/ranking/slot-weights.ts';
import { matchWeightContentItems } from '../appointments/waiting/match-weights.ts';
import { homePlaceContentItems } from '../appointments/ranking/home-places.ts';
import { purposeContentItems } from '../appointments/visit-purposes.ts';
import { assessmentContentItems } from '../assessments/assessment-content.ts';
import { diagnosisContentItems } from '../diagnoses/diagnosis-content.ts';
import { instrumentContentItems } from '../instruments/instrument-content.ts';
import { preventionContentItems } from '../prevention/prevention-content.ts';
import { cohortContentItems } from '../cohorts/cohort-content.ts';
import { feeContentItems } from '../workshops/fee-content.ts';
import { nurseContentItems } from '../community-nurses/nurse-content.ts';
import { credentialContentItems } from '../credentials/credential-content.ts';
import { planContentItems } from '../follow-up-plans/plan-content.ts';
import { pathwayContentItems } from '../pathways/pathway-content.ts';
import { comparisonContentItems } from '../cohorts/comparison-content.ts';
import { treatmentContentItems } from '../treatments/treatment-content.ts';
import { monitoringContentItems } from '../monitoring/monitoring-content.ts';
import { triageContentItems } from '../triage/triage-content.ts';
import type { ContentItem } from './content-repository.ts';

/** Clinical content bundled with the program, registered in each clinic when it is opened. */
export const builtInContent: readonly ContentItem[] = [...triageContentItems, ...instrumentContentItems, ...assessmentContentItems, ...purposeContentItems, ...slotWeightContentItems, ...matchWeightContentItems, ...treatmentContentItems, ...monitoringContentItems, ...diagnosisContentItems, ...preventionContentItems, ...cohortContentItems, ...comparisonContentItems, ...planContentItems, ...pathwayContentItems, ...credentialContentItems, ...nurseContentItems, ...feeContentItems, ...homePlaceContentItems];
