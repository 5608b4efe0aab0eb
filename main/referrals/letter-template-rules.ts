import type { LetterKind } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { createFieldTexts } from '../named-fields.ts';
import fields from './letter-fields.json' with { type: 'json' };
import shipped from './letter-templates.json' with { type: 'json' };

/** What a letter may say of a request by a named field. */
export type LetterField = keyof typeof fields;

/** What each field says of one request; empty where the request says nothing of it. */
export type FieldValues = Readonly<Record<LetterField, string>>;

export const { fields: letterFields, fieldName, readTemplate, fillTemplate } = createFieldTexts<LetterField>(fields);

/** The text the program comes with. */
export const shippedTemplate = (kind: LetterKind, language: Language): string => shipped[kind][language];
