import type { Bilingual } from '#contract/triage.ts';
import type { Condition, Test } from './condition-evaluation.ts';
import { isFallback, isModifier, type Rule, type TriageContent } from './triage-content.ts';

/** Reads the data of a rule back as a sentence, so that what the engine does can be judged without its notation. */

type Words = Pick<TriageContent, 'dictionary' | 'vocabulary'>;
type Language = keyof Bilingual;

const nbsp = '\u00a0';
const phrases = {
  fr: {
    colon: `${nbsp}: `, and: ', et ', or: ' ou ', list: ' et ', anyOf: 'au moins un de ceci', no: 'non', notOrUnknown: 'non ou inconnu', yesOrUnknown: 'oui ou inconnu', unknown: 'inconnu', known: 'connu', orUnknown: 'ou valeur inconnue',
    lacking: 'des prérequis manquent', complete: 'aucun prérequis ne manque', when: 'Si ', otherwise: 'Si aucune autre règle ne s’applique', locked: 'imposé', toDo: 'à faire', adds: 'ajouter', flags: 'signaler',
    HOME_OR_VIDEO: 'à domicile plutôt qu’en personne, sauf modalité imposée, de la classe C à la classe E', VIDEO: 'par vidéo plutôt qu’en personne, sauf modalité imposée, en classes D et E',
    NO_VIDEO: `pas de vidéo${nbsp}: en personne s’il y a une barrière auditive ou cognitive, sinon au téléphone`,
  },
  en: {
    colon: ': ', and: ', and ', or: ' or ', list: ' and ', anyOf: 'at least one of', no: 'no', notOrUnknown: 'no or unknown', yesOrUnknown: 'yes or unknown', unknown: 'unknown', known: 'known', orUnknown: 'or unknown',
    lacking: 'prerequisites are missing', complete: 'no prerequisite is missing', when: 'If ', otherwise: 'If no other rule applies', locked: 'imposed', toDo: 'to do', adds: 'add', flags: 'flag',
    HOME_OR_VIDEO: 'at home rather than in person, unless the modality is imposed, from class C to class E', VIDEO: 'by video rather than in person, unless the modality is imposed, in classes D and E',
    NO_VIDEO: 'no video: in person with a hearing or cognitive barrier, otherwise by telephone',
  },
} as const;

/** What a rule says, as a sentence in both languages. */
export function ruleSentence(rule: Rule, words: Words): Bilingual {
  return { fr: sentenceIn('fr', rule, words), en: sentenceIn('en', rule, words) };
}

function sentenceIn(language: Language, rule: Rule, words: Words): string {
  const say = phrases[language];
  const { professionals, modalities, flags, classes } = words.vocabulary.body;
  const name = (list: readonly { code: string; label: Bilingual }[], code: string): string => list.find((one) => one.code === code)?.label[language] ?? code;
  const names = (list: readonly { code: string; label: Bilingual }[], codes: readonly string[]): string => joined(codes.map((code) => lowered(name(list, code))), ', ', say.list);
  if (isModifier(rule)) {
    const effects = [
      ...(rule.adds.length > 0 ? [`${say.adds} ${names(professionals, rule.adds)}`] : []),
      ...(rule.modality === null ? [] : [say[rule.modality]]),
      ...(rule.flag === null ? [] : [`${say.flags}${say.colon}${lowered(name(flags, rule.flag))}`]),
    ];
    return `${say.when}${conditionIn(language, rule.when, words)}${say.colon}${effects.join('; ')}.`;
  }
  const head = isFallback(rule) ? say.otherwise : `${say.when}${conditionIn(language, rule.when, words)}`;
  const outcome = [
    lowered(name(classes, rule.cls)),
    names(professionals, rule.pros),
    `${lowered(name(modalities, rule.modality))}${rule.locked ? ` (${say.locked})` : ''}`,
    ...(rule.actions.length > 0 ? [`${say.toDo}${say.colon}${rule.actions.map((action) => lowered(name(flags, action))).join(', ')}`] : []),
  ];
  return `${head}${say.colon}${outcome.join('; ')}.`;
}

/** A condition as a clause; what is negated is pushed down to the single findings, where it reads as one says it. */
function conditionIn(language: Language, condition: Condition, words: Words): string {
  const say = phrases[language];
  const clause = (part: Condition, isNegated: boolean, isInner: boolean): string => {
    if ('not' in part) return clause(part.not, !isNegated, isInner);
    if ('f' in part) return testIn(language, part, isNegated, words);
    const parts = flattened(part, isNegated);
    // A negated *all* is an *any* of negated parts, and the reverse.
    if ('all' in part !== isNegated) {
      const text = parts.map((inner) => clause(inner.part, inner.isNegated, true)).join(say.and);
      return isInner && parts.length > 1 ? `(${text})` : text;
    }
    const [only, ...more] = parts;
    if (only && more.length === 0) return clause(only.part, only.isNegated, isInner);
    return `${say.anyOf} (${parts.map((inner) => clause(inner.part, inner.isNegated, true)).join('; ')})`;
  };
  return clause(condition, false, false);
}

type Signed = { readonly part: Condition; readonly isNegated: boolean };

/** The parts of a group, with those of inner groups that say the same kind of thing. */
function flattened(group: Exclude<Condition, Test | { readonly not: Condition }>, isNegated: boolean): readonly Signed[] {
  const isAll = 'all' in group !== isNegated;
  return ('all' in group ? group.all : group.any).flatMap((part): readonly Signed[] => {
    let [inner, sign] = [part, isNegated];
    while ('not' in inner) [inner, sign] = [inner.not, !sign];
    if ('f' in inner) return [{ part: inner, isNegated: sign }];
    return 'all' in inner !== sign === isAll ? flattened(inner, sign) : [{ part: inner, isNegated: sign }];
  });
}

const opposite = { '>=': '<', '>': '≤', '<': '≥', '<=': '>', '==': '≠' } as const;
const sign = { '>=': '≥', '>': '>', '<': '<', '<=': '≤', '==': '=' } as const;

function testIn(language: Language, test: Test, isNegated: boolean, { dictionary }: Words): string {
  const say = phrases[language];
  const finding = dictionary.body.findings.find(({ field }) => field === test.f);
  const label = lowered(finding?.label[language] ?? test.f);
  if (test.op === 'nonempty' || test.op === 'unknown') {
    if (test.op === 'nonempty') return isNegated ? say.complete : say.lacking;
    return `${label}${say.colon}${isNegated ? say.known : say.unknown}`;
  }
  if (test.op === 'is') return isNegated ? `${label}${say.colon}${test.v ? say.notOrUnknown : say.yesOrUnknown}` : test.v ? label : `${label}${say.colon}${say.no}`;
  if (test.op === 'in' || typeof test.v === 'string') return `${label}${say.colon}${optionsIn(language, typeof test.v === 'string' ? [test.v] : levelsOf(test), isNegated, finding)}`;
  const unit = finding?.unit?.[language];
  const number = language === 'fr' ? String(test.v).replace('.', ',') : String(test.v);
  const measure = `${label} ${isNegated ? opposite[test.op] : sign[test.op]}${nbsp}${number}${unit ? `${nbsp}${unit}` : ''}`;
  return isNegated ? `${measure} ${say.orUnknown}` : measure;
}

/** The levels a test of an antibody names. */
const levelsOf = (test: Test): readonly string[] => (test.op === 'in' ? test.v : []);

/** Levels by name; negated, the others and the unknown. */
function optionsIn(language: Language, values: readonly string[], isNegated: boolean, finding: TriageContent['dictionary']['body']['findings'][number] | undefined): string {
  const say = phrases[language];
  const options = finding?.options ?? [];
  const name = (value: string): string => lowered(options.find(({ code }) => code === value)?.label[language] ?? value);
  const meant = isNegated ? options.map(({ code }) => code).filter((code) => !values.includes(code)) : values;
  return joined([...meant.map(name), ...(isNegated ? [say.unknown] : [])], ', ', say.or);
}

const joined = (parts: readonly string[], comma: string, last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(comma)}${last}${parts.at(-1) ?? ''}`;

/** Within a sentence, without the capital a label begins with; abbreviations and names of classes keep theirs. */
const lowered = (label: string): string => (/^\p{Lu}[\p{Ll}’' -]/u.test(label) && !/^(Raynaud)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
