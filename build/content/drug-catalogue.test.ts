import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cataloguePath, drugCatalogue } from './drug-catalogue.ts';

test('the catalogue of the program is the one its sources make', () => {
  expect(readFileSync(cataloguePath, 'utf8')).toBe(drugCatalogue());
});
