import type { Generated } from 'kysely';
import type { SourceColumns } from './shared-columns.ts';

/** Triage: requests, decisions, answers, rules, second ratings. */
export interface TriageTables {
  ruleset_version: RulesetVersionTable;
  ruleset_signature: RulesetSignatureTable;
  rule_replay: RuleReplayTable;
  rule_replay_case: RuleReplayCaseTable;
  rating_sample: RatingSampleTable;
  second_rating: SecondRatingTable;
  referral: ReferralTable;
  referral_pause: ReferralPauseTable;
  referral_step: ReferralStepTable;
  triage_decision: TriageDecisionTable;
  emergency_call: EmergencyCallTable;
  information_request: InformationRequestTable;
  referral_letter: ReferralLetterTable;
  letter_template: LetterTemplateTable;
}

export interface RulesetVersionTable {
  id: string;
  based_on: string;
  change: string;
  rule_id: string;
  note: string;
  made_by: string;
}

export interface RulesetSignatureTable {
  id: string;
  version_id: string;
  replaced_id: string;
  signed_at: string;
  signed_by: string;
  note: string;
}

export interface RuleReplayTable {
  id: string;
  version_id: string;
  against_id: string;
  started_at: string;
  started_by: string;
  finished_at: string | null;
  state: string;
  requests: number;
  without_age: number;
  other_class: number;
  otherwise: number;
  matrix: string;
}

export interface RuleReplayCaseTable {
  id: string;
  replay_id: string;
  referral_id: string;
  from_cls: string;
  to_cls: string;
  place: number;
  detail: string;
}

export interface RatingSampleTable {
  id: string;
  from_on: string;
  until_on: string;
  wanted: number;
  seed: string;
  drawn_from: number;
  rater_id: string;
  drawn_at: string;
  drawn_by: string;
  over_at: string | null;
  ended_by: string | null;
}

export interface SecondRatingTable {
  id: string;
  sample_id: string;
  referral_id: string;
  decision_id: string;
  place: number;
  cls: string | null;
  primary_professional: string | null;
  disposition: string | null;
  note: string | null;
  rated_at: string | null;
  had_opened: number | null;
}

export interface ReferralTable extends SourceColumns {
  id: string;
  patient_id: string;
  referrer_id: string | null;
  reason_code: string | null;
  requested_cls: string | null;
  free_text: string;
  findings: string;
  prerequisites_provided: string;
  request_codings: Generated<string | null>;
  finding_words: Generated<string | null>;
  state: string;
  received_at: string;
  completed_on: string;
  entered_at: string;
  entered_by: string;
  proposed_cls: string | null;
  decided_cls: string | null;
  due_on: string | null;
  queue_role: string | null;
  modality: string | null;
  leading_findings: Generated<string>;
  emergency_call_pending: Generated<number>;
  advice_pending: Generated<number>;
  version: Generated<number>;
  updated_at: string;
  updated_by: string;
  claimed_by: Generated<string | null>;
  claimed_at: Generated<string | null>;
  returned_at: Generated<string | null>;
  returned_by: Generated<string | null>;
  returned_from: Generated<string | null>;
  return_reason: Generated<string | null>;
  asked_at: Generated<string | null>;
  original_due_on: Generated<string | null>;
  paused_as_of: Generated<string | null>;
  ended_elsewhere: Generated<string | null>;
  opinion_of: Generated<string | null>;
  opinion_question: Generated<string | null>;
  opinion_asked_by: Generated<string | null>;
  opinion_asked_at: Generated<string | null>;
}

export interface ReferralPauseTable {
  id: string;
  referral_id: string;
  cause: string;
  reason: string;
  from_date: string;
  until_date: string | null;
  started_at: string;
  started_by: string;
  ended_at: string | null;
  ended_by: string | null;
}

export interface ReferralStepTable {
  id: string;
  referral_id: string;
  at: string;
  by: string;
  action: string;
  from_state: string;
  to_state: string;
  reason: string | null;
}

export interface TriageDecisionTable {
  id: string;
  referral_id: string;
  decided_at: string;
  decided_by: string;
  overridden: number;
  override_reason: string | null;
  cls: string;
  primary_professional: string;
  modality: string;
  due_on: string;
  disposition: string;
  redirect_to: string | null;
  note: string | null;
  proposal: string;
  findings: string;
  ruleset_version_id: string;
  reasons_version_id: string;
  referral_version: Generated<number | null>;
  before: Generated<string | null>;
  undone_at: Generated<string | null>;
  undone_by: Generated<string | null>;
  route: Generated<string | null>;
}

export interface EmergencyCallTable {
  id: string;
  referral_id: string;
  called_at: string;
  called_whom: string;
  recorded_by: string;
  recorded_at: string;
  note: string | null;
}

export interface InformationRequestTable {
  id: string;
  referral_id: string;
  asked_at: string;
  asked_by: string;
  items: string;
  message: string;
  ended_at: string | null;
  ended_by: string | null;
  outcome: string | null;
}

export interface ReferralLetterTable {
  id: string;
  referral_id: string;
  decision_id: string | null;
  kind: string;
  language: string;
  addressee: string;
  body: string;
  written_at: string;
  written_by: string;
  pdf: Generated<Uint8Array | null>;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
}

export interface LetterTemplateTable {
  kind: string;
  language: string;
  version: number;
  body: string | null;
  saved_at: string;
  saved_by: string;
}
