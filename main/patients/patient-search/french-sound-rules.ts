/**
 * What a folded name sounds like in French, as a key: names with one key may be heard as one another ("Gauthier", "Gotier").
 * A last resort of search, never a proof of anything. Written for names of Québec and France; pure.
 */

const vowels = 'aeiouy';

/** Each in turn; figures stand for sounds of two letters: 1 ch, 2 an, 3 on, 5 in. */
const steps: readonly (readonly [sound: RegExp, key: string])[] = [
  [/bv/g, 'v'], // Lefebvre
  [/esq/g, 'eq'], // Levesque
  [/^des(?=[^aeiouy])/g, 'de'], // Desrosiers
  [/chr/g, 'kr'],
  [/(sch|sh|ch)/g, '1'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/(eaux?|aux?)(l?[tdx])?$/g, 'o'], // Thibault, Giraud
  [/aul(?=[^aeiouy])/g, 'o'], // Gaultier
  [/(eau|au)/g, 'o'],
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/(qu|q|ck|c|k)/g, 'k'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[iy]|e)/g, 'j'],
  [/je(?=[ao])/g, 'j'],
  [/gn/g, 'n'],
  [/w/g, 'v'],
  [/x(?=.)/g, 'ks'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
  [/(ain|ein|aim|eim|in|im|yn|ym|un)(?=[^aeiouynm]|$)/g, '5'],
  [/(an|en|am|em)(?=[^aeiouynm]|$)/g, '2'],
  [/(on|om)(?=[^aeiouynm]|$)/g, '3'],
  [/(oeu|eu|oe)/g, 'e'],
  [/ou/g, 'u'],
  [/(ais?|aits?|ei|ay|ey)/g, 'e'],
  [/(ill|il(?=$)|y)/g, 'i'],
  [/[tdspx]+$/g, ''],
  [/(er|ez|e)$/g, ''], // Tremblay, Tremblé; Cloutier, Cloutié
  [/(.)\1+/g, '$1'],
];

/** The key of a word of `a–z`; an empty one for what has no sound of its own to compare by (fewer than three letters). */
export function frenchSound(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return '';
  const key = steps.reduce((sounded, [sound, replacement]) => sounded.replace(sound, replacement), word);
  // A name of vowels alone keeps its letters: "eau" is not every name that ends so.
  return key.length < 2 || [...key].every((letter) => vowels.includes(letter)) ? word : key;
}
