import type { CodedField, RowProblem, TableField, TableMapping } from '#contract/table-imports.ts';
import { type RowProblemCode, warnings } from '#contract/table-reports.ts';
import { identifierSystems } from '#contract/values.ts';
import { checkNam, normalizeNam } from '../../../patients/nam-rules.ts';
import { isCodedField, mappedCode } from './coded-values.ts';
import { readNumber } from './number-rules.ts';
import { splitName } from './person-name-rules.ts';
import { formatPhone, nirKeyAgrees, postalCode } from './cell-forms.ts';
import { otherNumbers, type RowNumber } from './other-number-rules.ts';
import { readDate } from './table-dates.ts';

/** One row of a table as a mapping reads it: a person, what is about them, and every problem found. Pure. */

/** What a row says; null where it says nothing. */
export interface RowIdentity {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName: string | null;
  readonly birthDate: string | null;
  readonly administrativeSex: string | null;
  readonly language: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly regionCode: string | null;
  readonly mobility: string | null;
  readonly teleSuitability: string | null;
  readonly deceased: boolean | null;
  readonly deceasedOn: string | null;
}

export interface RowResult {
  readonly text: string;
  readonly unit: string | null;
  readonly number: number | null;
  /** As written, where it is no number. */
  readonly value: string | null;
}

export interface ReadRow {
  readonly identity: RowIdentity;
  readonly identifiers: readonly RowNumber[];
  readonly diagnoses: readonly { readonly text: string; readonly code: string | null }[];
  readonly diagnosisOn: string | null;
  readonly medications: readonly string[];
  readonly medicationOn: string | null;
  readonly allergies: readonly string[];
  readonly results: readonly RowResult[];
  readonly resultOn: string | null;
  readonly problems: readonly RowProblem[];
  /** None of the problems keeps it from being taken. */
  readonly isSound: boolean;
}

const lengths: Readonly<Partial<Record<TableField, number>>> = {
  familyName: 80, givenName: 80, fullName: 160, birthFamilyName: 80, nam: 20, nir: 25, fileNumber: 40, otherNumbers: 400, otherIssuers: 800, otherSystems: 1000, phone: 40, email: 120, addressLine: 200, city: 80, postalCode: 12, diagnosisCode: 40,
};
const longestText = 1000;
const numbersOfPeople: readonly TableField[] = ['nam', 'nir', 'fileNumber', 'otherNumbers', 'phone'];
/** Fields of which a cell may say several, one a line. */
const listFields: readonly TableField[] = ['diagnosis', 'medication', 'allergy', 'otherNumbers', 'otherIssuers', 'otherSystems', 'otherFrom', 'otherTo'];
const nameFields: readonly TableField[] = ['familyName', 'givenName', 'fullName', 'birthFamilyName'];
/** How people write that there is nothing. */
const blanks = new Set(['-', '--', '—', '–', 'n/a', 'n.a.', 'n/d', 'n.d.', 's/o', 's.o.', '?', '.', '/', 'null']);
const noAllergy = /^(aucune?|non|none|nil|nka|nkda|ras|pas d['’]allergie( connue)?|aucune? (allergie )?connue?s?|no known( drug)? allerg(y|ies))\.?$/i;
const cellError = /^#(N\/A|N\/D|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)$/i;
const rounded = /^\d([.,]\d+)?E\+?\d+$/i;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const oldestYear = 1850;
/** Reads a row. @param today civil date of the clinic */
export function readRow(cells: readonly string[], mapping: TableMapping, today: string): ReadRow {
  const reader = new RowReader(cells, mapping, today);
  return reader.read();
}

class RowReader {
  readonly #cells: readonly string[];
  readonly #mapping: TableMapping;
  readonly #today: string;
  readonly #problems: RowProblem[] = [];

  constructor(cells: readonly string[], mapping: TableMapping, today: string) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#today = today;
  }

  read(): ReadRow {
    const columns = this.#mapping.columns.length;
    if (this.#cells.slice(columns).some((cell) => cell.trim() !== '')) this.#problem('LINE_SHAPE', null, columns, this.#cells.slice(columns).join(' ').trim());
    const names = this.#names();
    const birthDate = this.#date('birthDate', true);
    if (birthDate === null && !this.#problems.some(({ field }) => field === 'birthDate')) this.#problem('BIRTH_DATE_MISSING', 'birthDate', this.#column('birthDate'), '');
    const deceasedOn = this.#date('deceasedOn', true);
    if (birthDate !== null && deceasedOn !== null && deceasedOn < birthDate.slice(0, deceasedOn.length)) this.#problem('DEATH_BEFORE_BIRTH', 'deceasedOn', this.#column('deceasedOn'), deceasedOn);
    const deceased = this.#code('deceased');
    const identity: RowIdentity = {
      ...names,
      birthFamilyName: this.#text('birthFamilyName'),
      birthDate,
      administrativeSex: this.#code('sex'),
      language: this.#code('language'),
      phone: this.#phone(),
      email: this.#email(),
      addressLine: this.#joined('addressLine', ', '),
      city: this.#text('city'),
      postalCode: postalCode(this.#text('postalCode')),
      regionCode: this.#code('region'),
      mobility: this.#code('mobility'),
      teleSuitability: this.#code('teleSuitability'),
      deceased: deceasedOn !== null || deceased === 'yes' ? true : deceased === 'no' ? false : null,
      deceasedOn,
    };
    const identifiers = this.#identifiers(identity);
    const rest = {
      diagnoses: this.#diagnoses(),
      diagnosisOn: this.#date('diagnosisOn', false),
      medications: this.#lists('medication'),
      medicationOn: this.#date('medicationOn', false),
      allergies: this.#lists('allergy').filter((text) => !noAllergy.test(text)),
      results: this.#results(),
      resultOn: this.#date('resultOn', true),
    };
    return { identity, identifiers, ...rest, problems: this.#problems, isSound: this.#problems.every(({ code }) => warnings.has(code)) };
  }

  #problem(code: RowProblemCode, field: TableField | null, column: number | null, value: string): void {
    if (this.#problems.length < 40) this.#problems.push({ code, field, column, value: value.slice(0, 120) });
  }

  #column(field: TableField): number | null {
    const at = this.#mapping.columns.findIndex((column) => column.field === field);
    return at < 0 ? null : at;
  }

  /** The filled cells of a field, tidied; a cell that cannot be text is a problem and is left out. */
  #all(field: TableField): { readonly text: string; readonly column: number }[] {
    return this.#mapping.columns.flatMap((mapped, column) => {
      if (mapped.field !== field) return [];
      const raw = this.#cells[column] ?? '';
      const text = (listFields.includes(field) ? raw.normalize('NFC').replace(/\r\n?/g, '\n') : raw.normalize('NFC').trim()).replace(listFields.includes(field) ? /[^\S\n]+/gu : /\s+/gu, ' ').replace(/^ +| +$/g, '');
      if (text === '' || (!nameFields.includes(field) && blanks.has(text.toLowerCase()))) return [];
      const code = this.#unfit(field, text);
      if (code) this.#problem(code, field, column, text);
      if (text.includes('\uFFFD')) this.#problem('REPLACEMENT_CHARACTER', field, column, text);
      return code ? [] : [{ text, column }];
    });
  }

  #unfit(field: TableField, text: string): RowProblemCode | null {
    if (controls.test(text)) return 'CHARACTERS';
    if (cellError.test(text)) return 'CELL_ERROR';
    if (numbersOfPeople.includes(field) && rounded.test(text)) return 'NUMBER_ROUNDED';
    return text.length > (lengths[field] ?? longestText) ? 'TOO_LONG' : null;
  }

  #text(field: TableField): string | null {
    return this.#all(field)[0]?.text ?? null;
  }

  #joined(field: TableField, by: string): string | null {
    const texts = this.#all(field);
    const joined = texts.map(({ text }) => text).join(by);
    if (joined === '') return null;
    if (joined.length <= (lengths[field] ?? longestText)) return joined;
    this.#problem('TOO_LONG', field, texts.at(-1)?.column ?? null, joined);
    return null;
  }

  #names(): { familyName: string; givenName: string } {
    const whole = this.#all('fullName')[0];
    if (whole) {
      const split = splitName(whole.text);
      if (split) return this.#shortNames(split, whole.column);
      this.#problem('NAME_UNSPLIT', 'fullName', whole.column, whole.text);
      return { familyName: '', givenName: '' };
    }
    const names = { familyName: this.#text('familyName') ?? '', givenName: this.#text('givenName') ?? '' };
    for (const field of ['familyName', 'givenName'] as const) {
      const isSaid = this.#problems.some((problem) => problem.field === field || problem.field === 'fullName');
      if (names[field] === '' && !isSaid) this.#problem('NAME_MISSING', field, this.#column(field) ?? this.#column('fullName'), '');
    }
    return names;
  }

  #shortNames(names: { familyName: string; givenName: string }, column: number): { familyName: string; givenName: string } {
    if (names.familyName.length > 80 || names.givenName.length > 80) this.#problem('TOO_LONG', 'fullName', column, `${names.familyName} ${names.givenName}`);
    return names;
  }

  #date(field: 'birthDate' | 'deceasedOn' | 'diagnosisOn' | 'medicationOn' | 'resultOn' | 'namValidTo', isPast: boolean): string | null {
    const found = this.#all(field)[0];
    if (!found) return null;
    return this.#dateOf(field, found, isPast);
  }

  #dateOf(field: TableField, found: { readonly text: string; readonly column: number }, isPast: boolean): string | null {
    const read = readDate(found.text, this.#mapping.dateOrder, Number(this.#today.slice(0, 4)));
    const code = 'code' in read ? read.code : isPast && read.date > this.#today.slice(0, read.date.length) ? 'DATE_FUTURE' : Number(read.date.slice(0, 4)) < oldestYear ? 'DATE_TOO_OLD' : null;
    if (code) this.#problem(code, field, found.column, found.text);
    return code || 'code' in read ? null : read.date;
  }

  #code(field: CodedField): string | null {
    const found = this.#all(field)[0];
    if (!found || !isCodedField(field)) return null;
    const code = mappedCode(this.#mapping.values[field], field, found.text);
    if (code === null) this.#problem('VALUE_UNKNOWN', field, found.column, found.text);
    return code === '' ? null : code;
  }

  #phone(): string | null {
    const all = this.#all('phone');
    for (const { text, column } of all) if (text.replace(/\D/g, '').length < 7) this.#problem('PHONE_SHORT', 'phone', column, text);
    const [first, ...others] = all.map(({ text }) => formatPhone(text));
    const joined = [first, ...others.filter((other) => other !== first)].filter(Boolean).join(' / ');
    if (joined.length > 40) this.#problem('TOO_LONG', 'phone', this.#column('phone'), joined);
    return joined === '' ? null : joined;
  }

  #email(): string | null {
    const found = this.#all('email')[0];
    if (!found) return null;
    if (/^[^\s@<>"(),;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(found.text)) return found.text;
    this.#problem('EMAIL_INVALID', 'email', found.column, found.text);
    return null;
  }

  #identifiers(identity: RowIdentity): readonly RowNumber[] {
    const found: RowNumber[] = [];
    const nam = this.#all('nam')[0];
    if (nam) {
      const holder = { ...identity, administrativeSex: identity.administrativeSex === 'F' || identity.administrativeSex === 'M' ? identity.administrativeSex : null } as const;
      const check = checkNam(nam.text, holder, this.#today);
      if (check.normalized === null) this.#problem('NAM_FORMAT', 'nam', nam.column, nam.text);
      else {
        if (check.errors.length > 0) this.#problem('NAM_DISAGREES', 'nam', nam.column, nam.text);
        else if (check.warnings.length > 0) this.#problem('NAM_CHECK_DIGIT', 'nam', nam.column, nam.text);
        const validTo = this.#date('namValidTo', false);
        found.push({ system: identifierSystems.nam, value: normalizeNam(nam.text), ...(validTo === null ? {} : { validTo }) });
      }
    }
    const nir = this.#all('nir')[0];
    if (nir) {
      const value = nir.text.toUpperCase().replace(/[\s.-]/g, '');
      if (!/^[1-478]\d{4}(\d{2}|2[AB])\d{6}(\d{2})?$/.test(value)) this.#problem('NAM_FORMAT', 'nir', nir.column, nir.text);
      else {
        if (value.length === 15 && !nirKeyAgrees(value)) this.#problem('NIR_CHECK', 'nir', nir.column, nir.text);
        found.push({ system: identifierSystems.nir, value });
      }
    }
    const file = this.#all('fileNumber')[0];
    if (file) found.push({ system: identifierSystems.file, value: file.text });
    return [...found, ...this.#otherNumbers().filter((other) => !found.some(({ system, value }) => other.system === system && other.value === value))];
  }

  #otherNumbers(): readonly RowNumber[] {
    const cell = (field: TableField) => this.#all(field)[0];
    const [numbers, issuers, systems] = [cell('otherNumbers'), cell('otherIssuers'), cell('otherSystems')];
    const dates = (['otherFrom', 'otherTo'] as const).map((field) => {
      const found = cell(field);
      return (text: string) => (found ? this.#dateOf(field, { text, column: found.column }, false) : null);
    });
    const read = otherNumbers({
      values: numbers?.text, issuers: issuers?.text, systems: systems?.text, from: cell('otherFrom')?.text, to: cell('otherTo')?.text,
      // Nobody says who gave them: the column's own title does ("No CHUM").
      title: this.#column('otherIssuers') === null ? (this.#mapping.columns[numbers?.column ?? -1]?.header.trim() ?? '') : '',
      readFrom: dates[0] ?? (() => null), readTo: dates[1] ?? (() => null),
    });
    for (const value of read.tooLong) this.#problem('TOO_LONG', 'otherNumbers', numbers?.column ?? null, value);
    return read.numbers;
  }

  #diagnoses(): { text: string; code: string | null }[] {
    const texts = this.#lists('diagnosis');
    const code = this.#text('diagnosisCode');
    if (texts.length === 0) return code === null ? [] : [{ text: code, code }];
    return texts.map((text, index) => ({ text, code: index === 0 ? code : null }));
  }

  /** The cells of a field, several values of one cell apart (`;` or a new line between them). */
  #lists(field: 'diagnosis' | 'medication' | 'allergy'): string[] {
    const texts = this.#all(field).flatMap(({ text }) => text.split(/[;\n]/).map((part) => part.trim()));
    return [...new Set(texts.filter((text) => text !== '' && !blanks.has(text.toLowerCase())))];
  }

  #results(): RowResult[] {
    return this.#all('result').flatMap(({ text, column }): RowResult[] => {
      const { label, header, unit } = this.#mapping.columns[column] ?? { label: null, header: '', unit: null };
      const named = { text: (label ?? header.trim()) || `${column + 1}`, unit };
      const bare = unit !== null && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length) : text;
      const read = readNumber(bare, this.#mapping.decimal);
      if ('number' in read) return [{ ...named, number: read.number, value: null }];
      if (read.code === 'NUMBER_UNREADABLE') return [{ ...named, number: null, value: text }];
      this.#problem(read.code, 'result', column, text);
      return [];
    });
  }
}
