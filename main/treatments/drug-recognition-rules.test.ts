import { describe, expect, test } from 'vitest';
import { drugClasses } from '#contract/treatments.ts';
import { type Coded, recogniser } from './drug-recognition-rules.ts';
import { builtInDrugs } from './treatment-content.ts';

const { ingredients, products } = builtInDrugs.body;
const recognise = recogniser(builtInDrugs.body);
const key = (text: string, codings: readonly Coded[] = []): string | null => recognise(codings, text).ingredient?.key ?? null;
const atc = (code: string): readonly Coded[] => [{ system: 'http://www.whocc.no/atc', code }];

describe('recognising a drug', () => {
  test.each([
    ['Methotrexate 2.5 MG Oral Tablet', 'methotrexate'], ['méthotrexate 15 mg/sem', 'methotrexate'], ['MTX', 'methotrexate'], ['Humira 40 mg', 'adalimumab'], ['ENBREL', 'etanercept'], ['Étanercept (biosimilaire)', 'etanercept'],
    ['Plaquenil', 'hydroxychloroquine'], ['Acide folique', 'folic-acid'], ['Simvastatin 10 MG', null], ['chlorpheniramine', null], ['Prolia', 'denosumab'], ['', null],
  ])('%s', (text, expected) => {
    expect(key(text)).toBe(expected);
  });

  test('a code says more than words; a former code is still known; one of another drug is not guessed from words', () => {
    expect(key('quelque chose', atc('L04AB04'))).toBe('adalimumab');
    expect(key('x', atc('L04AA29'))).toBe('tofacitinib');
    expect(key('methotrexate', atc('C10AA01'))).toBeNull();
    expect(recognise([{ system: 'http://hl7.org/fhir/NamingSystem/ca-hc-din', code: '02511045' }], 'x')).toMatchObject({ ingredient: { key: 'adalimumab' }, product: { name: 'ABRILADA', origin: 'biosimilar' }, atc: 'L04AB04' });
    expect(recognise([], 'Humira')).toMatchObject({ atc: 'L04AB04' });
  });
});

describe('the catalogue', () => {
  test('every product is of an ingredient, by one of its codes; DINs and keys are unique; no ATC code means two drugs', () => {
    expect(products.length).toBeGreaterThan(300);
    for (const product of products) expect(ingredients.find((one) => one.key === product.ingredient)?.atc).toContain(product.atc);
    for (const values of [products.map(({ din }) => din), ingredients.map((one) => one.key), ingredients.flatMap((one) => one.atc)]) expect(new Set(values).size).toBe(values.length);
  });

  test('of biologics some products are originators, others biosimilars; every class is there', () => {
    const originOf = (name: string) => products.find((one) => one.name === name)?.origin;
    expect([originOf('HUMIRA'), originOf('HYRIMOZ'), originOf('ENBREL'), originOf('ERELZI'), originOf('REMICADE'), originOf('RUXIENCE'), originOf('PLAQUENIL')]).toEqual(['originator', 'biosimilar', 'originator', 'biosimilar', 'originator', 'biosimilar', null]);
    expect(new Set(ingredients.map(({ drugClass }) => drugClass))).toEqual(new Set(drugClasses));
  });

  test('each ingredient is found by its own names', () => {
    for (const { key: own, label } of ingredients) expect([key(label.fr), key(label.en)]).toEqual([own, own]);
  });
});
