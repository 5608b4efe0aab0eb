import { type CodedField, listsRequests, type RowProblem, type TableField, type TableMapping } from '#contract/table-imports.ts';
import { warnings } from '#contract/table-reports.ts';
import { identifierSystems } from '#contract/values.ts';
import { checkNam, normalizeNam } from '../../../patients/nam-rules.ts';
import { isCodedField, mappedCode } from './coded-values.ts';
import { readNumber } from './number-rules.ts';
import { splitName } from './person-name-rules.ts';
import { formatPhone, nirKeyAgrees, nirOf, postalCode } from './cell-forms.ts';
import { otherNumbers, type RowNumber } from './other-number-rules.ts';
import { readRequest, type RowRequest } from './request-row.ts';
import { blanks, lengths, longestText, RowCells } from './row-cells.ts';

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
  /** Of a table of requests: what is asked; null where it cannot be read. */
  readonly request: RowRequest | null;
  readonly problems: readonly RowProblem[];
  /** None of the problems keeps it from being taken. */
  readonly isSound: boolean;
}

const noAllergy = /^(aucune?|non|none|nil|nka|nkda|ras|pas d['’]allergie( connue)?|aucune? (allergie )?connue?s?|no known( drug)? allerg(y|ies))\.?$/i;
/** Reads a row. @param today civil date of the clinic */
export function readRow(cells: readonly string[], mapping: TableMapping, today: string): ReadRow {
  const reader = new RowReader(cells, mapping, today);
  return reader.read();
}

class RowReader {
  readonly #row: RowCells;
  readonly #mapping: TableMapping;
  readonly #today: string;

  constructor(cells: readonly string[], mapping: TableMapping, today: string) {
    this.#row = new RowCells(cells, mapping, today);
    this.#mapping = mapping;
    this.#today = today;
  }

  read(): ReadRow {
    this.#row.requireShape();
    const names = this.#names();
    const birthDate = this.#row.date('birthDate', true);
    if (birthDate === null && !this.#row.problems.some(({ field }) => field === 'birthDate')) this.#row.problem('BIRTH_DATE_MISSING', 'birthDate', this.#row.column('birthDate'), '');
    const deceasedOn = this.#row.date('deceasedOn', true);
    if (birthDate !== null && deceasedOn !== null && deceasedOn < birthDate.slice(0, deceasedOn.length)) this.#row.problem('DEATH_BEFORE_BIRTH', 'deceasedOn', this.#row.column('deceasedOn'), deceasedOn);
    const deceased = this.#code('deceased');
    const identity: RowIdentity = {
      ...names,
      birthFamilyName: this.#row.text('birthFamilyName'),
      birthDate,
      administrativeSex: this.#code('sex'),
      language: this.#code('language'),
      phone: this.#phone(),
      email: this.#email(),
      addressLine: this.#joined('addressLine', ', '),
      city: this.#row.text('city'),
      postalCode: postalCode(this.#row.text('postalCode')),
      regionCode: this.#code('region'),
      mobility: this.#code('mobility'),
      teleSuitability: this.#code('teleSuitability'),
      deceased: deceasedOn !== null || deceased === 'yes' ? true : deceased === 'no' ? false : null,
      deceasedOn,
    };
    const identifiers = this.#identifiers(identity);
    const rest = {
      diagnoses: this.#diagnoses(),
      diagnosisOn: this.#row.date('diagnosisOn', false),
      medications: this.#lists('medication'),
      medicationOn: this.#row.date('medicationOn', false),
      allergies: this.#lists('allergy').filter((text) => !noAllergy.test(text)),
      results: this.#results(),
      resultOn: this.#row.date('resultOn', true),
      request: listsRequests(this.#mapping.columns) ? readRequest(this.#row, this.#mapping, this.#today) : null,
    };
    return { identity, identifiers, ...rest, problems: this.#row.problems, isSound: this.#row.problems.every(({ code }) => warnings.has(code)) };
  }

  #joined(field: TableField, by: string): string | null {
    const texts = this.#row.all(field);
    const joined = texts.map(({ text }) => text).join(by);
    if (joined === '') return null;
    if (joined.length <= (lengths[field] ?? longestText)) return joined;
    this.#row.problem('TOO_LONG', field, texts.at(-1)?.column ?? null, joined);
    return null;
  }

  #names(): { familyName: string; givenName: string } {
    const whole = this.#row.all('fullName')[0];
    if (whole) {
      const split = splitName(whole.text);
      if (split) return this.#shortNames(split, whole.column);
      this.#row.problem('NAME_UNSPLIT', 'fullName', whole.column, whole.text);
      return { familyName: '', givenName: '' };
    }
    const names = { familyName: this.#row.text('familyName') ?? '', givenName: this.#row.text('givenName') ?? '' };
    for (const field of ['familyName', 'givenName'] as const) {
      const isSaid = this.#row.problems.some((problem) => problem.field === field || problem.field === 'fullName');
      if (names[field] === '' && !isSaid) this.#row.problem('NAME_MISSING', field, this.#row.column(field) ?? this.#row.column('fullName'), '');
    }
    return names;
  }

  #shortNames(names: { familyName: string; givenName: string }, column: number): { familyName: string; givenName: string } {
    if (names.familyName.length > 80 || names.givenName.length > 80) this.#row.problem('TOO_LONG', 'fullName', column, `${names.familyName} ${names.givenName}`);
    return names;
  }

  #code(field: CodedField): string | null {
    const found = this.#row.all(field)[0];
    if (!found || !isCodedField(field)) return null;
    const code = mappedCode(this.#mapping.values[field], field, found.text);
    if (code === null) this.#row.problem('VALUE_UNKNOWN', field, found.column, found.text);
    return code === '' ? null : code;
  }

  #phone(): string | null {
    const all = this.#row.all('phone');
    for (const { text, column } of all) if (text.replace(/\D/g, '').length < 7) this.#row.problem('PHONE_SHORT', 'phone', column, text);
    const [first, ...others] = all.map(({ text }) => formatPhone(text));
    const joined = [first, ...others.filter((other) => other !== first)].filter(Boolean).join(' / ');
    if (joined.length > 40) this.#row.problem('TOO_LONG', 'phone', this.#row.column('phone'), joined);
    return joined === '' ? null : joined;
  }

  #email(): string | null {
    const found = this.#row.all('email')[0];
    if (!found) return null;
    if (/^[^\s@<>"(),;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(found.text)) return found.text;
    this.#row.problem('EMAIL_INVALID', 'email', found.column, found.text);
    return null;
  }

  #identifiers(identity: RowIdentity): readonly RowNumber[] {
    const found: RowNumber[] = [];
    const nam = this.#row.all('nam')[0];
    if (nam) {
      const holder = { ...identity, administrativeSex: identity.administrativeSex === 'F' || identity.administrativeSex === 'M' ? identity.administrativeSex : null } as const;
      const check = checkNam(nam.text, holder, this.#today);
      if (check.normalized === null) this.#row.problem('NAM_FORMAT', 'nam', nam.column, nam.text);
      else {
        if (check.errors.length > 0) this.#row.problem('NAM_DISAGREES', 'nam', nam.column, nam.text);
        else if (check.warnings.length > 0) this.#row.problem('NAM_CHECK_DIGIT', 'nam', nam.column, nam.text);
        const validTo = this.#row.date('namValidTo', false);
        found.push({ system: identifierSystems.nam, value: normalizeNam(nam.text), ...(validTo === null ? {} : { validTo }) });
      }
    }
    const nir = this.#row.all('nir')[0];
    if (nir) {
      const value = nirOf(nir.text);
      if (value === null) this.#row.problem('NAM_FORMAT', 'nir', nir.column, nir.text);
      else {
        if (value.length === 15 && !nirKeyAgrees(value)) this.#row.problem('NIR_CHECK', 'nir', nir.column, nir.text);
        found.push({ system: identifierSystems.nir, value });
      }
    }
    const file = this.#row.all('fileNumber')[0];
    if (file) found.push({ system: identifierSystems.file, value: file.text });
    return [...found, ...this.#otherNumbers().filter((other) => !found.some(({ system, value }) => other.system === system && other.value === value))];
  }

  #otherNumbers(): readonly RowNumber[] {
    const cell = (field: TableField) => this.#row.all(field)[0];
    const [numbers, issuers, systems] = [cell('otherNumbers'), cell('otherIssuers'), cell('otherSystems')];
    const dates = (['otherFrom', 'otherTo'] as const).map((field) => {
      const found = cell(field);
      return (text: string) => (found ? this.#row.dateOf(field, { text, column: found.column }, false) : null);
    });
    const read = otherNumbers({
      values: numbers?.text, issuers: issuers?.text, systems: systems?.text, from: cell('otherFrom')?.text, to: cell('otherTo')?.text,
      // Nobody says who gave them: the column's own title does ("No CHUM").
      title: this.#row.column('otherIssuers') === null ? (this.#mapping.columns[numbers?.column ?? -1]?.header.trim() ?? '') : '',
      readFrom: dates[0] ?? (() => null), readTo: dates[1] ?? (() => null),
    });
    for (const value of read.tooLong) this.#row.problem('TOO_LONG', 'otherNumbers', numbers?.column ?? null, value);
    return read.numbers;
  }

  #diagnoses(): { text: string; code: string | null }[] {
    const texts = this.#lists('diagnosis');
    const code = this.#row.text('diagnosisCode');
    if (texts.length === 0) return code === null ? [] : [{ text: code, code }];
    return texts.map((text, index) => ({ text, code: index === 0 ? code : null }));
  }

  /** The cells of a field, several values of one cell apart (`;` or a new line between them). */
  #lists(field: 'diagnosis' | 'medication' | 'allergy'): string[] {
    const texts = this.#row.all(field).flatMap(({ text }) => text.split(/[;\n]/).map((part) => part.trim()));
    return [...new Set(texts.filter((text) => text !== '' && !blanks.has(text.toLowerCase())))];
  }

  #results(): RowResult[] {
    return this.#row.all('result').flatMap(({ text, column }): RowResult[] => {
      const { label, header, unit } = this.#mapping.columns[column] ?? { label: null, header: '', unit: null };
      const named = { text: (label ?? header.trim()) || `${column + 1}`, unit };
      const bare = unit !== null && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length) : text;
      const read = readNumber(bare, this.#mapping.decimal);
      if ('number' in read) return [{ ...named, number: read.number, value: null }];
      if (read.code === 'NUMBER_UNREADABLE') return [{ ...named, number: null, value: text }];
      this.#row.problem(read.code, 'result', column, text);
      return [];
    });
  }
}
