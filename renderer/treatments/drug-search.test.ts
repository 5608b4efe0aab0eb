import { describe, expect, test } from 'vitest';
import type { DrugIngredient, DrugProduct } from '#contract/treatments.ts';
import { matchingDrugs } from './drug-search.ts';

const ingredient = (key: string, fr: string, en: string, names: string[] = []): DrugIngredient => ({ key, label: { fr, en }, drugClass: 'bDMARD', atc: ['L04AB01'], names, usual: { route: 'SC', unit: 'mg', perDays: 7 }, routes: ['SC'] });
const product = (din: string, name: string, of: string): DrugProduct => ({ din, name, ingredient: of, atc: 'L04AB01', strength: '50 mg', routes: ['SC'], form: { fr: 'Solution', en: 'Solution' }, origin: 'originator' });
const ingredients = [ingredient('etanercept', 'Étanercept', 'Etanercept'), ingredient('methotrexate', 'Méthotrexate', 'Methotrexate', ['mtx'])];
const products = [product('02242903', 'ENBREL', 'etanercept'), product('02182963', 'APO-METHOTREXATE', 'methotrexate')];
const found = (text: string): string[] => matchingDrugs(text, ingredients, products).map((one) => one.product?.name ?? one.ingredient.key);

describe('finding a drug', () => {
  test.each([
    ['', ['etanercept', 'methotrexate']],
    ['etan', ['etanercept', 'ENBREL']],
    ['ÉTAN', ['etanercept', 'ENBREL']],
    ['mtx', ['methotrexate', 'APO-METHOTREXATE']],
    ['enb', ['ENBREL']],
    ['0224', ['ENBREL']],
    ['metho', ['methotrexate', 'APO-METHOTREXATE']],
    ['xyz', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
