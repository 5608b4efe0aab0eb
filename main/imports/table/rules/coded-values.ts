import { type CodedField, codedFields } from '#contract/table-imports.ts';
import { foldText } from '../../../patients/patient-name.ts';

/** What the words of a file most likely mean in our codes; a person has the last word. Pure. */

/** Our codes of each coded field; `''` leaves a value out. */
export const codesOf: Readonly<Record<CodedField, readonly string[]>> = {
  sex: ['F', 'M', 'X', 'unknown'],
  language: ['fr', 'en'],
  region: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
  mobility: ['independent', 'aid', 'wheelchair', 'homebound', 'unknown'],
  teleSuitability: ['yes', 'phone-only', 'no', 'unknown'],
  deceased: ['yes', 'no'],
};

/** Known words, folded. `H` is *homme* in French and nothing in English; `1` and `2` mean different things in different files and are asked. */
const words: Readonly<Record<CodedField, Readonly<Record<string, readonly string[]>>>> = {
  sex: {
    F: ['f', 'femme', 'female', 'feminin', 'fille', 'woman', 'mme', 'madame', 'mrs', 'ms'],
    M: ['m', 'h', 'homme', 'male', 'masculin', 'garcon', 'man', 'monsieur', 'mr'],
    X: ['x', 'autre', 'other', 'non binaire', 'nonbinary', 'non binary', 'indetermine'],
    unknown: ['u', 'inconnu', 'unknown', 'nd', 'n d', 'na', 'n a', 'non precise'],
  },
  language: { fr: ['fr', 'f', 'francais', 'french', 'fra', 'fre', 'francophone'], en: ['en', 'a', 'e', 'anglais', 'english', 'eng', 'ang', 'anglophone'] },
  region: {
    '01': ['bas saint laurent'], '02': ['saguenay lac saint jean', 'saguenay'], '03': ['capitale nationale', 'quebec'], '04': ['mauricie et centre du quebec', 'mauricie'], '05': ['estrie'], '06': ['montreal'],
    '07': ['outaouais'], '08': ['abitibi temiscamingue', 'abitibi'], '09': ['cote nord'], '10': ['nord du quebec'], '11': ['gaspesie iles de la madeleine', 'gaspesie'], '12': ['chaudiere appalaches'],
    '13': ['laval'], '14': ['lanaudiere'], '15': ['laurentides'], '16': ['monteregie'], '17': ['nunavik'], '18': ['terres cries de la baie james'],
  },
  mobility: {
    independent: ['autonome', 'independant', 'independent', 'marche seul'], aid: ['canne', 'marchette', 'deambulateur', 'avec aide', 'aide', 'cane', 'walker', 'aid'], wheelchair: ['fauteuil', 'fauteuil roulant', 'fr', 'wheelchair'],
    homebound: ['a domicile', 'confine', 'alite', 'homebound', 'bedridden'], unknown: ['inconnu', 'unknown', 'nd'],
  },
  teleSuitability: { yes: ['oui', 'o', 'yes', 'y', 'video', '1', 'vrai', 'true'], 'phone-only': ['telephone', 'tel', 'tel seulement', 'telephone seulement', 'phone', 'phone only'], no: ['non', 'n', 'no', '0', 'faux', 'false'], unknown: ['inconnu', 'unknown', 'nd'] },
  deceased: { yes: ['oui', 'o', 'yes', 'y', '1', 'vrai', 'true', 'decede', 'decedee', 'dcd', 'deceased', 'x'], no: ['non', 'n', 'no', '0', 'faux', 'false', 'vivant', 'vivante', 'alive'] },
};

/** The code a word most likely means, or null when a person must say. */
export function guessCode(field: CodedField, word: string): string | null {
  const folded = foldText(word);
  if (field === 'region') {
    const number = /^(?:region |rss )?0?(\d{1,2})\b/.exec(folded)?.[1];
    const code = number?.padStart(2, '0');
    if (code && codesOf.region.includes(code)) return code;
  }
  return Object.entries(words[field]).find(([, known]) => known.includes(folded))?.[0] ?? null;
}

/** The code of a word by a mapping (words are compared folded), `''` when it is left out, null when nobody said. */
export function mappedCode(values: Readonly<Record<string, string>> | undefined, field: CodedField, word: string): string | null {
  const trimmed = word.trim();
  const exact = values && Object.hasOwn(values, trimmed) ? values[trimmed] : undefined;
  const found = exact ?? Object.entries(values ?? {}).find(([known]) => foldText(known) === foldText(trimmed) && foldText(known) !== '')?.[1];
  if (found === undefined) return null;
  return found === '' || codesOf[field].includes(found) ? found : null;
}

/** What the words of a column are proposed to mean; those nobody can know are left for the person. */
export function guessValues(field: CodedField, found: readonly string[]): Record<string, string> {
  return Object.fromEntries(found.flatMap((word) => {
    const code = guessCode(field, word);
    return code === null ? [] : [[word, code] as const];
  }));
}

export function isCodedField(field: string | null): field is CodedField {
  return codedFields.some((one) => one === field);
}
