import type { TemplateProblem } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { nearestName } from './nearest-name.ts';

type Piece<Field extends string> = { readonly text: string } | { readonly field: Field };

/** Texts with named fields between braces: reading one, and filling it in. */
export interface FieldTexts<Field extends string> {
  readonly fields: readonly Field[];
  /** The name of a field as a text of a language writes it between braces. */
  readonly fieldName: (field: Field, language: Language) => string;
  /** A text read: its words and fields in order. What is between braces is looked up by name and nothing else: no template runs. */
  readonly readTemplate: (body: string, language: Language) => { readonly pieces: readonly Piece<Field>[]; readonly problems: readonly TemplateProblem[] };
  /**
   * A text filled in, once: braces in a value stay text. A paragraph whose every field is empty is left out; elsewhere an empty
   * field leaves its name in square brackets, to be completed by hand. `empty` names both.
   */
  readonly fillTemplate: (body: string, language: Language, values: Readonly<Record<Field, string>>) => { readonly text: string; readonly empty: readonly string[] };
}

/** A name is found whatever its capitals and the spaces around it. */
const folded = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Texts whose fields have these names, in each language. */
export function createFieldTexts<Field extends string>(names: Readonly<Record<Field, Readonly<Record<Language, string>>>>): FieldTexts<Field> {
  const fields: readonly Field[] = Object.keys(names).filter((name): name is Field => Object.hasOwn(names, name));
  const fieldName = (field: Field, language: Language): string => names[field][language];

  const nearestField = (name: string, language: Language): string | null => {
    const nearest = nearestName(folded(name), fields.map((field) => folded(fieldName(field, language))));
    const found = fields.find((field) => folded(fieldName(field, language)) === nearest);
    return found === undefined ? null : fieldName(found, language);
  };

  const readTemplate: FieldTexts<Field>['readTemplate'] = (body, language) => {
    const pieces: Piece<Field>[] = [];
    const problems: TemplateProblem[] = [];
    const known = new Map(fields.map((field) => [folded(fieldName(field, language)), field]));
    // A field ends on its line: a brace forgotten takes no paragraph with it.
    for (const [part, name] of body.matchAll(/\{([^{}\n]*)\}|[{}]|[^{}]+/g)) {
      if (name !== undefined) {
        const field = known.get(folded(name));
        if (field !== undefined) pieces.push({ field });
        else {
          pieces.push({ text: part });
          problems.push({ code: 'unknown-field', name: name.trim(), nearest: nearestField(name, language) });
        }
        continue;
      }
      if (part === '{' || part === '}') problems.push({ code: part === '{' ? 'unclosed-field' : 'stray-brace', name: part, nearest: null });
      pieces.push({ text: part });
    }
    return { pieces, problems };
  };

  const fillTemplate: FieldTexts<Field>['fillTemplate'] = (body, language, values) => {
    const empty = new Set<Field>();
    const paragraphs = body.split(/\n{2,}/).flatMap((paragraph) => {
      const { pieces } = readTemplate(paragraph, language);
      const fieldsHere = pieces.flatMap((piece) => ('field' in piece ? [piece.field] : []));
      const missing = fieldsHere.filter((field) => values[field].trim() === '');
      for (const field of missing) empty.add(field);
      if (fieldsHere.length > 0 && missing.length === fieldsHere.length) return [];
      return [pieces.map((piece) => ('text' in piece ? piece.text : values[piece.field].trim() === '' ? `[${fieldName(piece.field, language)}]` : values[piece.field])).join('')];
    });
    return { text: paragraphs.join('\n\n').trim(), empty: [...empty].map((field) => fieldName(field, language)) };
  };

  return { fields, fieldName, readTemplate, fillTemplate };
}
