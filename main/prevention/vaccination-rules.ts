import type { NotGivenReason, Vaccine, VaccineProposal, VaccineState } from '#contract/prevention.ts';
import type { DrugClass } from '#contract/treatments.ts';
import type { Bilingual } from '#contract/triage.ts';
import { ageOn, firstDay, isRealDate, shifted } from './date-rules.ts';
import type { VaccineContent } from './prevention-content.ts';

/** Which vaccine a row means, what is due (ACR 2022, PIQ), and what a live vaccine meets. Pure. */

const systems = { cvx: 'http://hl7.org/fhir/sid/cvx', atc: 'http://www.whocc.no/atc' } as const;
export const cvxSystem = systems.cvx;

export interface KnownVaccination {
  readonly group: string | null;
  readonly live: boolean | null;
  readonly status: 'completed' | 'not-done';
  readonly reason: NotGivenReason | null;
  /** As partial as it is known. */
  readonly givenOn: string | null;
}

/** A drug somebody takes. */
export interface TakenDrug {
  readonly key: string;
  readonly drugClass: DrugClass;
  readonly label: Bilingual;
  readonly startedOn: string;
}

/** Prepares the catalogue once: a row is recognised by its CVX code, its ATC code, else by words, the longest first. */
export function vaccineRecogniser(vaccines: readonly Vaccine[]): (codings: readonly { readonly system: string | null; readonly code: string | null }[], text: string) => Vaccine | null {
  const byCvx = new Map(vaccines.flatMap((one) => one.cvx.map((code) => [code, one] as const)));
  const byAtc = vaccines.flatMap((one) => one.atc.map((code) => [code, one] as const)).sort(([one], [other]) => other.length - one.length);
  const byWords = vaccines.flatMap((one) => [one.label.fr, one.label.en, ...one.words].map((words) => [plain(words), one] as const)).sort(([one], [other]) => other.length - one.length);
  return (codings, text) => {
    for (const { system, code } of codings) {
      const found = code === null ? undefined : system === systems.cvx ? byCvx.get(code.padStart(2, '0')) : system === systems.atc ? byAtc.find(([atc]) => code.startsWith(atc))?.[1] : undefined;
      if (found) return found;
    }
    const words = ` ${plain(text)} `;
    return byWords.find(([name]) => words.includes(` ${name} `))?.[1] ?? byWords.find(([name]) => name.length >= 5 && words.includes(name))?.[1] ?? null;
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ');
}

export interface PersonFacts {
  readonly today: string;
  readonly birthDate: string | null;
  readonly drugs: readonly TakenDrug[];
  /** An immunosuppressant is about to be started. */
  readonly starting: boolean;
  readonly vaccinations: readonly KnownVaccination[];
  /** The last answer of a test, where it is one the rules know. */
  readonly findings: Readonly<Record<string, 'positive' | 'negative' | null>>;
}

/** What is recommended to a person and how each stands, what is due first. */
export function vaccineProposals(content: VaccineContent, facts: PersonFacts, sourceOf: (code: string) => Bilingual): readonly VaccineProposal[] {
  const immunosuppressed = facts.starting || facts.drugs.some((drug) => content.immunosuppressants.classes.includes(drug.drugClass) || content.immunosuppressants.drugs.includes(drug.key));
  const age = ageOn(facts.birthDate, facts.today);
  const found = content.recommendations
    .filter((one) => (one.immunosuppressed !== true || immunosuppressed) && (one.minimumAge === undefined || (age !== null && age >= one.minimumAge)) && (one.maximumAge === undefined || (age !== null && age <= one.maximumAge)))
    .map((one): VaccineProposal => {
      const own = facts.vaccinations.filter(({ group }) => group !== null && one.groups.includes(group));
      const given = own.flatMap(({ status, givenOn }) => (status === 'completed' ? [givenOn ?? '0000'] : [])).sort();
      const lastOn = given.at(-1) ?? null;
      const known = lastOn === '0000' ? null : lastOn;
      const standing = stand(one.rule, { given, today: facts.today, immunosuppressed, findings: facts.findings });
      const declined = standing.state === 'done' ? null : declineOf(own, known);
      return {
        code: one.code, label: one.label, text: one.text, source: sourceOf(one.source), lastOn: known, doses: given.length,
        // Somebody who is immune needs it no more.
        state: declined === null ? standing.state : declined === 'immune' ? 'done' : 'declined', dueOn: declined === null ? standing.dueOn : null, reason: declined,
        handling: content.handling.filter((rule) => rule.groups.some((group) => one.groups.includes(group)) && rule.drugs.some((key) => facts.drugs.some((drug) => drug.key === key))).map(({ text }) => text),
      };
    });
  const order: readonly VaccineState[] = ['due', 'check', 'later', 'declined', 'done'];
  return found.map((one, index) => ({ one, index })).sort((a, b) => order.indexOf(a.one.state) - order.indexOf(b.one.state) || a.index - b.index).map(({ one }) => one);
}

interface Standing {
  readonly state: VaccineState;
  readonly dueOn: string | null;
}

interface Course {
  /** First to last; `0000` for a dose nobody knows the date of. */
  readonly given: readonly string[];
  readonly today: string;
  readonly immunosuppressed: boolean;
  readonly findings: PersonFacts['findings'];
}

function stand(rule: VaccineContent['recommendations'][number]['rule'], { given, today, immunosuppressed, findings }: Course): Standing {
  const last = given.at(-1);
  const due: Standing = { state: 'due', dueOn: today };
  const done: Standing = { state: 'done', dueOn: null };
  switch (rule.kind) {
    case 'season': {
      const start = `${today.slice(0, 4)}-${String(rule.fromMonth).padStart(2, '0')}-01`;
      return last !== undefined && firstDay(last) >= (start <= today ? start : shifted(start, { years: -1 })) ? done : due;
    }
    case 'every': {
      const again = last === undefined || last === '0000' ? today : shifted(firstDay(last), { years: rule.years });
      return again <= today ? { state: 'due', dueOn: again } : { state: 'done', dueOn: again };
    }
    case 'series': {
      if (given.length >= rule.doses) return done;
      const months = (immunosuppressed ? rule.monthsImmunosuppressed : undefined) ?? rule.months;
      if (last === undefined || last === '0000' || months === undefined) return due;
      const from = shifted(firstDay(last), { months: months[0] });
      return { state: from <= today ? 'due' : 'later', dueOn: from };
    }
    case 'non-immune': {
      const answer = findings[rule.test] ?? null;
      if (answer === 'positive') return done;
      return answer === 'negative' && given.length === 0 ? due : { state: 'check', dueOn: null };
    }
    case 'programme':
      return { state: 'check', dueOn: null };
  }
}

/** Why it was last not given, when nothing was given since. */
function declineOf(own: readonly KnownVaccination[], lastOn: string | null): NotGivenReason | null {
  const last = own.filter(({ status, reason }) => status === 'not-done' && reason !== null && reason !== 'unavailable').sort((one, other) => compare(one.givenOn ?? '', other.givenOn ?? '')).at(-1);
  return last && (lastOn === null || (last.givenOn ?? '') > lastOn) ? last.reason : null;
}

export interface LiveFinding {
  readonly level: 'contraindicated' | 'caution';
  readonly text: Bilingual;
}

/**
 * What a live vaccine meets: drugs taken on its day, or begun within the weeks after; null when none.
 *
 * @param on drugs taken on that day
 * @param soon drugs taken at the end of those weeks; those that began meanwhile count
 */
export function liveFinding({ live }: VaccineContent, day: string, on: readonly TakenDrug[], soon: readonly TakenDrug[]): LiveFinding | null {
  const forbids = ({ key, drugClass }: TakenDrug): boolean => live.contraindicatedClasses.includes(drugClass) || live.contraindicatedDrugs.includes(key);
  const forbidden = on.filter(forbids);
  if (forbidden.length > 0) return { level: 'contraindicated', text: filled(live.contraindicated, forbidden, live.weeksBefore) };
  const begun = soon.filter((drug) => forbids(drug) && drug.startedOn > day && drug.startedOn < shifted(day, { weeks: live.weeksBefore }));
  if (begun.length > 0) return { level: 'contraindicated', text: filled(live.before, begun, live.weeksBefore) };
  const careful = on.filter(({ key }) => live.cautionDrugs.includes(key));
  return careful.length > 0 ? { level: 'caution', text: filled(live.caution, careful, live.weeksBefore) } : null;
}

function filled(text: Bilingual, drugs: readonly TakenDrug[], weeks: number): Bilingual {
  const inLanguage = (language: 'fr' | 'en'): string => text[language].replace('{{drugs}}', drugs.map(({ label }) => label[language].toLowerCase()).join(', ')).replace('{{weeks}}', String(weeks));
  return { fr: inLanguage('fr'), en: inLanguage('en') };
}

export interface EnteredVaccination {
  readonly vaccine: string | null;
  readonly isKnown: boolean;
  readonly text: string;
  readonly status: 'completed' | 'not-done';
  readonly reason: NotGivenReason | null;
  readonly givenOn: string;
  readonly expiresOn: string | null;
  readonly today: string;
}

/** What is wrong with an entered vaccination, by field. */
export function vaccinationIssues({ vaccine, isKnown, text, status, reason, givenOn, expiresOn, today }: EnteredVaccination): readonly { readonly path: string; readonly code: string }[] {
  return [
    ...(vaccine === null && text.trim() === '' ? [{ path: 'text', code: 'REQUIRED' }] : []),
    ...(vaccine !== null && !isKnown ? [{ path: 'vaccine', code: 'UNKNOWN' }] : []),
    ...(isRealDate(givenOn) ? [] : [{ path: 'givenOn', code: 'NOT_A_DATE' }]),
    ...(givenOn > today.slice(0, givenOn.length) ? [{ path: 'givenOn', code: 'FUTURE' }] : []),
    ...(expiresOn !== null && !isRealDate(expiresOn) ? [{ path: 'expiresOn', code: 'NOT_A_DATE' }] : []),
    // A lot may be that of the month it expires in.
    ...(status === 'completed' && expiresOn !== null && givenOn.slice(0, expiresOn.length) > expiresOn.slice(0, givenOn.length) ? [{ path: 'expiresOn', code: 'EXPIRED' }] : []),
    ...((status === 'not-done') === (reason !== null) ? [] : [{ path: 'reason', code: 'REQUIRED' }]),
  ];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
