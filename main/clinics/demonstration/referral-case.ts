/** One request for consultation and what became of it: written by hand in `referral-cases.json`, or drawn. */
export interface ReferralCase {
  readonly patient: string;
  readonly referrer: string;
  readonly reason: string;
  readonly requested: string;
  readonly text: string;
  readonly findings: object;
  readonly provided: readonly string[];
  readonly daysAgo?: number;
  readonly minutesAgo?: number;
  /** Nothing: still to triage. */
  readonly fate?: string;
  readonly decidedBy?: string;
  readonly decidedAfterDays?: number;
  readonly bookIn?: string;
  readonly override?: { readonly cls: string; readonly primary: string; readonly modality: string; readonly disposition: string; readonly reason: string; readonly redirectTo?: string };
}
