import type { LetterKind, TemplateProblem } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { nearestName } from '../nearest-name.ts';
import fields from './letter-fields.json' with { type: 'json' };
import shipped from './letter-templates.json' with { type: 'json' };

/** What a letter may say of a request by a named field. */
export type LetterField = keyof typeof fields;
export const letterFields = Object.keys(fields) as readonly LetterField[];

/** What each field says of one request; empty where the request says nothing of it. */
export type FieldValues = Readonly<Record<LetterField, string>>;

/** The name of a field as a template of a language writes it between braces. */
export const fieldName = (field: LetterField, language: Language): string => fields[field][language];

/** The text the program comes with. */
export const shippedTemplate = (kind: LetterKind, language: Language): string => shipped[kind][language];

type Piece = { readonly text: string } | { readonly field: LetterField };

/** A template read: its text and fields in order. What is between braces is looked up by name and nothing else: no template runs. */
export function readTemplate(body: string, language: Language): { readonly pieces: readonly Piece[]; readonly problems: readonly TemplateProblem[] } {
  const pieces: Piece[] = [];
  const problems: TemplateProblem[] = [];
  const names = new Map(letterFields.map((field) => [folded(fieldName(field, language)), field]));
  // A field ends on its line: a brace forgotten takes no paragraph with it.
  for (const [part, name] of body.matchAll(/\{([^{}\n]*)\}|[{}]|[^{}]+/g)) {
    if (name !== undefined) {
      const field = names.get(folded(name));
      if (field) pieces.push({ field });
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
}

/** A name is found whatever its capitals and the spaces around it. */
const folded = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

function nearestField(name: string, language: Language): string | null {
  const known = letterFields.map((field) => folded(fieldName(field, language)));
  const nearest = nearestName(folded(name), known);
  const found = letterFields.find((field) => folded(fieldName(field, language)) === nearest);
  return found ? fieldName(found, language) : null;
}

/**
 * A template filled in, once: braces in a value stay text. A paragraph whose every field is empty is left out; elsewhere an empty
 * field leaves its name in square brackets, to be completed by hand. `empty` names both.
 */
export function fillTemplate(body: string, language: Language, values: FieldValues): { readonly text: string; readonly empty: readonly string[] } {
  const empty = new Set<LetterField>();
  const paragraphs = body.split(/\n{2,}/).flatMap((paragraph) => {
    const { pieces } = readTemplate(paragraph, language);
    const fieldsHere = pieces.flatMap((piece) => ('field' in piece ? [piece.field] : []));
    const missing = fieldsHere.filter((field) => values[field].trim() === '');
    for (const field of missing) empty.add(field);
    if (fieldsHere.length > 0 && missing.length === fieldsHere.length) return [];
    return [pieces.map((piece) => ('text' in piece ? piece.text : values[piece.field].trim() === '' ? `[${fieldName(piece.field, language)}]` : values[piece.field])).join('')];
  });
  return { text: paragraphs.join('\n\n').trim(), empty: [...empty].map((field) => fieldName(field, language)) };
}
