import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featuresSchema, type FeatureField } from '#contract/triage.ts';
import { readLetter } from './letter-extraction-rules.ts';
import { builtInLetterLexicon as lexicon, letterLexiconSchema } from './letter-lexicon.ts';
import { builtInTriageContent } from './triage-content.ts';
import content from './testing/letters.json' with { type: 'json' };

const read = (text: string) => readLetter(text, lexicon);
const letters = content.letters;

/** What is made of a letter, without its places. */
const madeOf = (text: string): string[] => {
  const { proposals, toJudge } = read(text);
  return [...proposals.map(({ field, value }) => `${field}=${String(value)}`), ...toJudge.map(({ field, why }) => `${field}?${why}`)].sort();
};

describe('letters in many styles', () => {
  test('there are letters of both languages', () => {
    expect(letters.length).toBeGreaterThanOrEqual(60);
    for (const language of ['fr', 'en']) expect(letters.filter((letter) => letter.language === language).length).toBeGreaterThanOrEqual(20);
  });

  test.each(letters)('$id: $text', ({ text, proposed, toJudge }) => {
    const reading = read(text);
    expect(reading.proposals.map(({ field, value, spans }) => [field, value, ...spans.map(({ start, end }) => text.slice(start, end))])).toEqual(proposed);
    expect(reading.toJudge.map(({ field, why }) => [field, why])).toEqual(toJudge);
  });
});

/** Word by word what the letters above may hide. */
describe('what is denied, doubted, past or of somebody else', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Pas de fièvre.', ['fever=false']],
    ['Denies jaw claudication.', ['jaw_claudication=false']],
    ['Absence de psoriasis.', ['psoriasis=false']],
    ['Jamais eu de psoriasis.', ['psoriasis=false']],
    ['Psoriasis : non.', ['psoriasis=false']],
    // A part of a finding denied settles nothing.
    ['No diplopia.', ['visual_symptoms?part']],
    ['Pas de douleur thoracique.', ['chest_pain_troponin?part']],
    // Whether the negation goes on behind the comma, nobody can say.
    ['Pas de fièvre, hémoptysie depuis hier.', ['fever=false', 'haemoptysis?unclear']],
    ['Pas de fièvre, de purpura ni de psoriasis.', ['fever=false', 'psoriasis=false', 'purpura=false']],
    ['No fever but haemoptysis.', ['fever=false', 'haemoptysis=true']],
    ['No fever and purpura.', ['fever=false', 'purpura?unclear']],
    ["Pas d'amélioration du psoriasis.", ['psoriasis=true']],
    ['Cannot rule out lupus.', ['sle?uncertain']],
    ['R/O lupus.', ['sle?uncertain']],
    ['?lupus', ['sle?uncertain']],
    ['Lupus ?', ['sle?uncertain']],
    ['Lupus à exclure.', ['sle?uncertain']],
    ['Si fièvre, rappeler.', ['fever?uncertain']],
    ['ATCD de psoriasis.', ['psoriasis=true']],
    ['ATCD de fièvre.', ['fever?history']],
    ['Fever in 2015.', ['fever?history']],
    ['Psoriasis depuis 2015.', ['psoriasis=true']],
    ['Méthotrexate cessé.', ['on_dmard?history', 'teratogen?history']],
    ['Mère atteinte de psoriasis.', ['psoriasis?family']],
    ['Family history of gout.', ['gout?family']],
    ['Her mother has lupus, she has psoriasis.', ['psoriasis=true', 'sle?family']],
    ['Rheumatic fever in childhood.', []],
    ['Vue par le Dr Fièvre.', []],
    // A measured value stands by itself.
    ['Pas de fièvre, CRP 24.', ['crp=24', 'fever=false']],
    ['Pas de raideur matinale de plus de 30 minutes.', ['morning_stiffness_min?unclear']],
  ];
  test.each(cases)('%s', (text, expected) => expect(madeOf(text)).toEqual([...expected].sort()));
});

describe('numbers', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['CRP 24 mg/L', ['crp=24']], ['CRP : 24,5', ['crp=24.5']], ['CRP 2.4 mg/dL', ['crp=24']], ['CRP du 12 mars : 24', ['crp=24']], ['CRP (2026-03-12) 24', ['crp=24']], ['CRP 24 (N < 5)', ['crp=24']],
    ['CRP < 5', ['crp?limit']], ['CRP > 100', ['crp=100']], ['CRP 12 puis 40', ['crp?several']], ['CRP 30-40', ['crp?several']], ['CRP normale', ['crp?imprecise']], ['CRP, FSC et VS demandées', []], ['CRP 4000 mg/L', ['crp?out-of-bounds']],
    ['CRP 24 vs 12 en mars', ['crp?several']], ['VS 45', ['esr=45']], ['méthotrexate vs 12 semaines', ['on_dmard=true', 'teratogen=true']],
    ['raideur matinale 90 min', ['morning_stiffness_min=90']], ['raideur matinale 1h30', ['morning_stiffness_min=90']], ["raideur matinale d'une heure", ['morning_stiffness_min=60']], ['90-minute morning stiffness', ['morning_stiffness_min=90']], ['raideur matinale > 1 h', ['morning_stiffness_min=60']],
    ['anti-CCP > 250', ['acpa=high']], ['anti-CCP 30 U/mL', ['acpa=low']], ['anti-CCP < 7', ['acpa=neg']], ['anti-CCP 12', ['acpa?imprecise']], ['anti-CCP 25 (N < 7)', ['acpa=high']], ['FR 28', ['rf?unit']], ['FR 28 UI/mL', ['rf=low']], ['FR et anti-CCP négatifs', ['acpa=neg', 'rf=neg']],
    ['FAN 1/1 280', ['ana_titre=1280']], ['ANA 1:80', ['ana_titre=80']], ['FAN négatifs', ['ana_titre=0']], ['FAN positifs', ['ana_titre?imprecise']],
    ['Plaquettes 80 000 /mm3', ['platelets=80']], ['Hb 9,2 g/dL', ['hb=92']], ['Hb 9,2', ['hb?unit']], ['CK 2400', ['ck_xuln?unit']], ['CK 12 x LSN', ['ck_xuln=12']], ['TA 165/95', ['dbp=95', 'sbp=165']], ['T 38,6', ['fever=true']], ['T° 36.8', ['fever=false']],
    ['4 articulations enflées', ['swollen_joints=4']], ['two swollen joints', ['swollen_joints=2']], ['Pas de synovite', ['swollen_joints=0']], ['polyarthralgies depuis 3 mois', ['symptom_weeks=13']], ['6-week history of polyarthralgia', ['symptom_weeks=6']], ['lombalgie depuis 2 ans', ['back_pain=true', 'back_pain_months=24']],
  ];
  test.each(cases)('%s', (text, expected) => expect(madeOf(text)).toEqual([...expected].sort()));
});

const neutral = fc.constantFrom(...'merci de votre collaboration le patient demeure avec son chien table blanche 514 2026 thank you for this kind letter window paper rendez-vous demain Montréal école'.split(' '));
const mark = fc.constantFrom(' ', ', ', '. ', '\n', ' : ', ' (', ') ', ' ? ', '; ', ' – ');

describe('guarantees', () => {
  test('a text without any of its phrases proposes nothing and asks nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(neutral, mark), { maxLength: 60 }), (pieces) => {
        expect(madeOf(pieces.flat().join(''))).toEqual([]);
      }),
    );
  });

  test('the order of the passages does not matter', () => {
    const vague = /\?imprecise$/;
    fc.assert(
      fc.property(fc.shuffledSubarray(letters.map(({ text }) => text), { minLength: 2, maxLength: 6 }), (chosen) => {
        const without = (text: string) => madeOf(text).filter((line) => !vague.test(line));
        const apart = [...new Set(chosen.flatMap(without))].sort();
        expect(without(chosen.join('\n\n'))).toEqual(apart);
        expect(without([...chosen].reverse().join('\n\n'))).toEqual(apart);
      }),
      { numRuns: 40 },
    );
  });

  test('any text is read: places lie in it, values are values of the finding, the same again', () => {
    const phrases = lexicon.body.entries.flatMap(({ fr, en }) => [...fr, ...en]).filter((phrase) => !/[(|~*#@?]/.test(phrase));
    const scraps = fc.oneof(fc.constantFrom(...phrases, ...lexicon.body.cues.negation.before, ...lexicon.body.cues.uncertain.beforeAll), fc.string({ unit: 'grapheme', maxLength: 6 }), fc.integer({ min: 0, max: 99_999 }).map(String), mark);
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(' ');
        const reading = read(text);
        for (const { start, end } of [...reading.proposals, ...reading.toJudge].flatMap(({ spans }) => spans)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const { field, value } of reading.proposals) expect(featuresSchema.shape[field as FeatureField].safeParse(value).success).toBe(true);
        expect(read(text)).toEqual(reading);
      }),
      { numRuns: 150 },
    );
  });

  test('typography changes nothing: no-break spaces, curly apostrophes, capitals, decomposed accents', () => {
    const plain = "Pas d'uvéite ; CRP : 24 mg/L ; raideur matinale de 1 h 30";
    expect(madeOf(plain.replaceAll("'", '’').replaceAll(' ', '\u00A0'))).toEqual(madeOf(plain));
    expect(madeOf(plain.normalize('NFD'))).toEqual(madeOf(plain));
    expect(madeOf(plain.toUpperCase())).toEqual(madeOf(plain));
  });
});

describe('lexicon', () => {
  test('every finding it names is in the dictionary, and every finding of the dictionary that a letter can say is named', () => {
    const known = new Set(builtInTriageContent.dictionary.body.findings.map(({ field }) => field));
    const named = new Set(
      lexicon.body.entries.flatMap((entry) => {
        switch (entry.kind) {
          case 'sign':
            return [...Object.keys(entry.says), ...Object.keys(entry.negated ?? {})];
          case 'test':
            return [...Object.keys(entry.positive), ...Object.keys(entry.negative), ...(entry.titre ? [entry.titre] : [])];
          case 'pressure':
            return [entry.systolic, entry.diastolic];
          case 'measure':
          case 'duration':
          case 'threshold':
            return [entry.field];
        }
      }),
    );
    expect([...named].filter((field) => !known.has(field))).toEqual([]);
    // The age is the record's; what is missing is worked out from the reason.
    expect([...known].filter((field) => !named.has(field)).sort()).toEqual(['age', 'prereq_missing']);
  });

  test('says that nobody has signed it off, and refuses what does not hold together', () => {
    expect(lexicon).toMatchObject({ status: 'unreviewed' });
    const [entry] = lexicon.body.entries;
    expect(letterLexiconSchema.safeParse({ ...lexicon, body: { ...lexicon.body, entries: [entry, entry] } }).success).toBe(false);
  });
});
