import { expect, test } from 'vitest';
import { builtInDiagnoses } from './diagnosis-content.ts';

test('codes are ICD-10 and stand once; every rheumatic disease of the demonstration is among them', () => {
  const codes = builtInDiagnoses.body.diagnoses.map(({ code }) => code);
  for (const code of codes) expect(code).toMatch(/^[A-Z]\d\d(\.\d)?$/);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of ['M05.9', 'L40.5', 'M45', 'M46.8', 'M32.9', 'M31.5', 'M31.6', 'M35.3', 'M10.9']) expect(codes).toContain(code);
});
