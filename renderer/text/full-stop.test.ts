import { expect, test } from 'vitest';
import { oneFullStop } from './full-stop.ts';

test.each([
  ['Le délai n’est pas arrêté : d’ici le mar. 1er déc..', 'Le délai n’est pas arrêté : d’ici le mar. 1er déc.'],
  ['Reçue le 3 nov.. Classe C.', 'Reçue le 3 nov. Classe C.'],
  ['Seen at 9 a.m..', 'Seen at 9 a.m.'],
  ['Attendez...', 'Attendez...'],
  ['Le 3 nov. 2026.', 'Le 3 nov. 2026.'],
])('%s', (written, read) => {
  expect(oneFullStop(written)).toBe(read);
});
