import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import { type CohortCondition, cohortConditionKinds, type CohortDefinition, type CohortVocabulary } from '#contract/cohorts.ts';
import { catalogues } from '../text/catalogues.ts';
import { formatNumber } from '../text/format.ts';
import { definitionSentence } from './definition-words.ts';
import { newCondition } from './new-condition.ts';

const label = (fr: string, en: string) => ({ fr, en });
const vocabulary: CohortVocabulary = {
  diagnosisGroups: [{ code: 'ra', label: label('Polyarthrite rhumatoïde', 'Rheumatoid arthritis'), codes: ['M05'] }], diagnoses: [], drugs: [{ code: 'adalimumab', label: label('Adalimumab', 'Adalimumab'), drugClass: 'bDMARD' }],
  instruments: [{ code: 'das28-crp', label: label('DAS28-CRP', 'DAS28-CRP'), decimals: 2, min: 0, max: 10, categories: [{ code: 'high', label: label('Élevée', 'High') }] }], tests: [{ code: 'crp', label: label('CRP', 'CRP'), unit: 'mg/L' }], professionals: [],
};
const i18n = i18next.createInstance();
await i18n.init({ resources: catalogues, lng: 'fr', ns: Object.keys(catalogues.fr), defaultNS: 'cohorts', interpolation: { escapeValue: false } });
const read = (language: 'fr' | 'en', definition: CohortDefinition): string =>
  definitionSentence(definition, { t: i18n.getFixedT(language, ['cohorts', 'common', 'treatments']), f: { language, number: (value, digits) => formatNumber(value, language, digits) }, vocabulary });

const treated: CohortCondition = { kind: 'treatment', ingredients: ['adalimumab'], classes: ['tsDMARD'], when: 'current', minMonths: 6, maxMonths: null, minLine: 2, stopReasons: [] };
const active: CohortCondition = { kind: 'scoreValue', instrument: 'das28-crp', min: 3.2, max: null, withinMonths: 12 };

describe('the sentence of a definition', () => {
  test('says who, with which of the conditions, in both languages', () => {
    const definition: CohortDefinition = {
      version: 1, life: 'living',
      groups: [{ match: 'all', conditions: [{ kind: 'diagnosis', groups: ['ra'], codes: [], open: true, minYears: null, maxYears: 2 }, treated] }, { match: 'any', conditions: [active, { kind: 'labsLate', late: true }] }, { match: 'none', conditions: [{ kind: 'visit', ask: 'seen', withinMonths: 12 }] }],
    };
    expect(read('fr', definition)).toBe('Personnes vivantes qui ont un diagnostic en cours de polyarthrite rhumatoïde apparu depuis au plus 2 ans et qui prennent adalimumab ou un ARMM ciblé en ligne biologique ou ciblée 2 ou suivante depuis au moins 6 mois, qui ont un dernier DAS28-CRP de 3,2 ou plus dans les 12 derniers mois ou qui ont des analyses en retard, à l’exclusion de celles qui ont eu une visite dans les 12 derniers mois.');
    expect(read('en', definition)).toBe('Living people who have a current diagnosis of rheumatoid arthritis begun at most 2 years ago and who take adalimumab or a targeted DMARD as biologic or targeted line 2 or later for at least 6 months, who have a last DAS28-CRP of 3.2 or more in the last 12 months or who have late tests, excluding those who have had a visit in the last 12 months.');
  });

  test('without a condition it is everybody', () => {
    expect(read('fr', { version: 1, life: 'living', groups: [] })).toBe('Toutes les personnes du registre, vivantes.');
    expect(read('en', { version: 1, life: 'deceased', groups: [] })).toBe('Deceased people.');
  });

  test.each(cohortConditionKinds)('%s has its words, whole, in both languages', (kind) => {
    const definition: CohortDefinition = { version: 1, life: 'everybody', groups: [{ match: 'all', conditions: [newCondition(kind, vocabulary)] }] };
    for (const language of ['fr', 'en'] as const) {
      const sentence = read(language, definition);
      expect(sentence).toMatch(/^(Personnes vivantes ou décédées qui|People living or deceased who) .+\.$/);
      expect(sentence).not.toMatch(/\{\{|undefined|null|sentence|[a-z]\.[a-z]/);
    }
  });
});
