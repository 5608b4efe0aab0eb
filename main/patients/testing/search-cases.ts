import type { NewPatient } from '../patient-repository.ts';

/** A small registry with every difficulty of names, and what typing should find in it, on both databases. */

interface Person {
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName?: string;
  readonly birthDate?: string;
  readonly nam?: string;
  readonly fileNumber?: string;
}

const people: readonly Person[] = [
  { key: 'beland', familyName: 'Béland', givenName: 'Maryse', birthDate: '1979-02-08', nam: 'BELM79520814', fileNumber: '004 217' },
  { key: 'beland-luc', familyName: 'Beland', givenName: 'Luc', birthDate: '1950-08-02' },
  { key: 'obrien', familyName: 'O’Brien', givenName: 'Seán', birthDate: '1972-05-30', nam: 'OBRS72053018' },
  { key: 'muller', familyName: 'Müller', givenName: 'Jürgen', birthDate: '1965' },
  { key: 'damours', familyName: 'D’Amours', givenName: 'Élise', birthDate: '1990-04-01' },
  { key: 'saint-pierre', familyName: 'Saint-Pierre', givenName: 'Odile', birthDate: '1980-02-14' },
  { key: 'st-pierre', familyName: 'St-Pierre', givenName: 'Guy', birthDate: '1981-12-31' },
  { key: 'ste-marie', familyName: 'Ste-Marie', givenName: 'Anne', birthDate: '1944-07' },
  { key: 'pierre-st', familyName: 'Pierre', givenName: 'Stéphane', birthDate: '1988-01-01' },
  { key: 'coeur', familyName: 'Lecœur', givenName: 'Zoé' },
  { key: 'ng', familyName: 'Ng', givenName: 'Anh', birthDate: '1990-12-31', fileNumber: 'A-1234' },
  { key: 'roy', familyName: 'Roy', givenName: 'Jean-Marc', birthDate: '1958-03-14' },
  { key: 'royer', familyName: 'Royer', givenName: 'Al', birthDate: '1959-03-14' },
  { key: 'roy-married', familyName: 'Gagnon', givenName: 'Marie', birthFamilyName: 'Roy', birthDate: '1958-03-14' },
  { key: 'long', familyName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3), givenName: 'Hubert' },
  { key: 'inuk', familyName: 'ᐊᓐᓇ', givenName: 'ᓴᓂ' },
  { key: 'operator', familyName: 'Near', givenName: 'Not' },
  { key: 'mai', familyName: 'Nguyen', givenName: 'Mai', birthDate: '1979-11-20' },
  { key: 'may-born', familyName: 'Aubin', givenName: 'Luce', birthDate: '1979-05-02' },
];

/** Ids are made so that their order is not that of the names. */
export const registry: readonly (NewPatient & { readonly key: string })[] = people.map((person, index) => ({
  key: person.key,
  id: `00000000-0000-7000-8000-0000000000${(97 - index).toString()}`,
  familyName: person.familyName,
  givenName: person.givenName,
  birthFamilyName: person.birthFamilyName ?? null,
  birthDate: person.birthDate ?? null,
  administrativeSex: 'unknown',
  identifiers: [
    ...(person.nam ? [{ system: 'urn:relais:identifier:ramq-nam', value: person.nam }] : []),
    ...(person.fileNumber ? [{ system: 'urn:relais:identifier:clinic-file', value: person.fileNumber }] : []),
  ],
}));

/** What is typed, and who answers, in order. */
export const searchCases: readonly (readonly [typed: string, found: readonly string[]])[] = [
  ['beland', ['beland-luc', 'beland']],
  ['BÉLAND', ['beland-luc', 'beland']],
  ['bel m', ['beland']],
  ['maryse béland', ['beland']],
  ['maryse b', ['beland']],
  ['b l', ['beland-luc']],
  ['saint p o', ['saint-pierre']],
  ['roy j m', ['roy']],
  ['béland, maryse', ['beland']],
  ['O’Brien', ['obrien']],
  ['o\'brien sean', ['obrien']],
  ['o brien', ['obrien']],
  ['brien', ['obrien']],
  ['muller', ['muller']],
  ['MÜLLER jurgen', ['muller']],
  ['damours', ['damours']],
  ['D’Amours', ['damours']],
  ['d amours', ['damours']],
  ['amours elise', ['damours']],
  ['st-pierre', ['saint-pierre', 'st-pierre', 'pierre-st']],
  ['saint pierre', ['saint-pierre', 'st-pierre']],
  ['Saint-Pierre, Odile', ['saint-pierre']],
  ['saintpierre', ['saint-pierre', 'st-pierre']],
  ['sainte marie', ['ste-marie']],
  ['pierre', ['pierre-st', 'saint-pierre', 'st-pierre']],
  ['lecoeur', ['coeur']],
  ['lecœur', ['coeur']],
  ['roy', ['roy', 'royer', 'roy-married']],
  ['roy jean', ['roy']],
  ['jean marc roy', ['roy']],
  ['jeanmarc', ['roy']],
  ['n', ['operator', 'ng', 'mai']],
  ['ng', ['ng', 'mai']],
  ['1979-02-08', ['beland']],
  ['08/02/1979', ['beland']],
  ['8 fév 1979', ['beland']],
  ['Feb 8, 1979', ['beland']],
  ['19790208', ['beland']],
  ['08021979', ['beland']],
  ['02/08/1950', ['beland-luc']],
  ['béland 1979', ['beland']],
  ['1979', ['may-born', 'beland', 'mai']],
  ['mai 1979', ['may-born', 'mai']],
  ['1944-07', ['ste-marie']],
  ['1958-03-14', ['roy-married', 'roy']],
  ['BELM 7952 0814', ['beland']],
  ['belm79520814', ['beland']],
  ['belm 79', ['beland']],
  ['obrs', ['obrien']],
  ['004 217', ['beland']],
  ['004217', ['beland']],
  ['4217', ['beland']],
  ['A-1234', ['ng']],
  ['a1234', ['ng']],
  ['Wolfeschlegelsteinhausenbergerdorff'.repeat(3), ['long']],
  ['Wolfeschlegelsteinhausenbergerdorff'.repeat(2), ['long']],
  ['ᐊᓐᓇ', ['inuk']],
  ['ᓴᓂ ᐊᓐᓇ', ['inuk']],
  ['near', ['operator']],
  ['near not', ['operator']],
  ['NEAR(roy) OR "roy" NOT *', []],
  ['roy & !luc | x:*', []],
  ['\'; drop table patient; --', []],
  ['terms:roy', []],
  ['🙂', []],
  ['béland 🙂', ['beland-luc', 'beland']],
  ['%', []],
  ['_', []],
  ['zzz', []],
];

/** What is mistyped, and whose other spelling answers, in order. */
export const forgivenCases: readonly (readonly [typed: string, typedSo: readonly string[], near: readonly string[]])[] = [
  ['belend', [], ['beland-luc', 'beland']],
  ['bleand maryse', [], ['beland']],
  ['royre', [], ['royer']],
  ['nguyne', [], ['mai']],
  ['gagonn mari', [], ['roy-married']],
  ['setphnae', [], ['pierre-st']],
  ['belend 1950', [], ['beland-luc']],
  // Two edits in fewer than eight letters, one in fewer than four.
  ['bxlxnd', [], []],
  ['ryo', [], []],
  // Sounds, where nothing else answers.
  ['lekeur', [], ['coeur']],
  ['“belend”', [], []],
  ['"belend"', [], []],
  ['near', ['operator'], []],
];
