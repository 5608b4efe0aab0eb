import type { Outputs } from '#contract/index.ts';
import type { Letterhead } from '#contract/letters.ts';
import type { ReferralDetail } from '#contract/referrals.ts';
import type { NamedCode } from '#contract/triage.ts';
import type { Language } from '#contract/values.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { dateIn } from './letter-dates.ts';
import type { FieldValues } from './letter-template-rules.ts';
import { visitIn } from './referral-status.ts';

/** What the fields of a letter are filled from, beside the request. */
export interface LetterSetting {
  readonly words: Outputs['referrals']['vocabulary'];
  readonly clinic: { readonly name: string; readonly timeZone: string };
  readonly letterhead: Letterhead;
  readonly signer: string;
  /** The health insurance number in full; the desk shows it masked. */
  readonly nam: string | null;
}

/** What each field of a letter says of a request, in the language of the letter. */
export function letterValues(referral: ReferralDetail, language: Language, { words, clinic, letterhead, signer, nam }: LetterSetting): FieldValues {
  const { patient, proposal, asking, appointment } = referral;
  const [decision] = referral.state === 'received' ? [] : referral.decisions;
  const nameOf = (list: readonly NamedCode[], code: string): string => list.find((one) => one.code === code)?.label[language] ?? code;
  const listed = (names: readonly string[]): string => names.map((name) => `- ${name}`).join('\n');
  const missing = asking ? asking.items : (proposal?.explanation.missing ?? []).filter(({ optional }) => !optional).map(({ code }) => code);
  // Who could help beside the physician: those the rules name for this request.
  const others = (proposal?.decision.pros ?? []).filter((code) => code !== 'RHEUM' && code !== 'ED' && code !== 'ADMIN');
  return {
    patient: `${patient.givenName} ${patient.familyName}`,
    birthDate: patient.birthDate === null ? '' : dateIn(language, patient.birthDate),
    nam: nam ?? '',
    referrer: referral.referrerName ?? '',
    receivedOn: dateIn(language, civilDate(referral.receivedAt, clinic.timeZone)),
    reason: referral.reasonCode === null ? '' : nameOf(words.reasons.reasons, referral.reasonCode),
    cls: decision?.cls ?? '',
    delay: decision ? (words.vocabulary.classes.find(({ code }) => code === decision.cls)?.delay[language].toLowerCase() ?? '') : '',
    dueOn: decision && referral.delay ? dateIn(language, referral.delay.dueOn) : '',
    missing: listed(missing.map((code) => nameOf(words.reasons.prerequisites, code))),
    question: asking?.message ?? '',
    appointment: visitIn(language, appointment, words.vocabulary.modalities),
    redirectedTo: decision?.redirectTo ?? '',
    advice: decision?.note ?? '',
    refusal: referral.state === 'declined' ? (referral.ended?.reason ?? '') : '',
    alternatives: listed(others.map((code) => nameOf(words.vocabulary.professionals, code))),
    status: referral.told[language],
    clinic: clinic.name,
    phone: letterhead.phone,
    signer,
  };
}
