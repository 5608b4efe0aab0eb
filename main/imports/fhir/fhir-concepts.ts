import { RejectedError } from './rejection.ts';
import type { CodeableConcept, Coding } from './fhir-elements.ts';
import type { ConceptContent } from './mapped-resource.ts';

/** The first coding that has a code. */
export function mainCoding(concept: CodeableConcept | undefined): Coding | undefined {
  return concept?.coding?.find((one) => one.code !== undefined);
}

/** What a concept is called: its text, else what its codings are called, else a code. Never a translation. */
export function conceptText(concept: CodeableConcept | undefined): string | null {
  if (!concept) return null;
  const display = concept.coding?.find((one) => one.display !== undefined)?.display;
  return firstFilled(concept.text, display, mainCoding(concept)?.code);
}

/** The code of a concept from a list FHIR fixes (`active`, `confirmed`), or its text. */
export function conceptCode(concept: CodeableConcept | undefined): string | null {
  return mainCoding(concept)?.code ?? conceptText(concept);
}

/**
 * The code of a concept for which FHIR takes a few codes and no other.
 *
 * @throws RejectedError `VALUE_INVALID` for another
 */
export function statusCode(concept: CodeableConcept | undefined, codes: readonly string[], path: string): string | null {
  const found = mainCoding(concept)?.code ?? null;
  if (found !== null && !codes.includes(found)) throw new RejectedError('VALUE_INVALID', path);
  return found;
}

/**
 * A concept as it is kept: the first coding in columns, its text as received, every other coding beside them. A coding
 * with a version, or whose display differs from the text, is among the others too, so that nothing of it is lost.
 *
 * @param path where the concept stands, for the rejection
 * @throws RejectedError `CODE_MISSING` when there is neither a code nor a text
 */
export function conceptColumns(concept: CodeableConcept | undefined, path: string): ConceptContent {
  const text = conceptText(concept);
  if (text === null) throw new RejectedError('CODE_MISSING', path);
  const main = mainCoding(concept);
  const others = (concept?.coding ?? []).filter((one) => one !== main || one.version !== undefined || (one.display !== undefined && one.display !== text));
  return {
    code_system: main?.system ?? null,
    code: main?.code ?? null,
    text,
    other_codings: others.length > 0 ? JSON.stringify(others) : null,
  };
}

/** The first text that is not blank. */
export function firstFilled(...texts: readonly (string | undefined | null)[]): string | null {
  return texts.find((one) => one !== undefined && one !== null && one.trim() !== '') ?? null;
}
