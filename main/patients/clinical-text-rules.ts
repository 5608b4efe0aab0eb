/** Plain text out of what imports keep as received, and the sign of a result out of its range. */

/** The words of the dosage instructions (FHIR `Dosage[]`) that hold, or `null`: of doses that followed each other, those not over. */
export function dosageText(json: string | null): string | null {
  const all = list(json);
  const open = all.filter((dosage) => text(property(property(property(dosage, 'timing'), 'repeat'), 'boundsPeriod'), 'end') === null);
  return joined((open.length > 0 ? open : all.slice(-1)).map((dosage) => text(dosage, 'text') ?? text(dosage, 'patientInstruction')));
}

/** What the reactions of an allergy were (FHIR `reaction[].manifestation[]`), or `null`. */
export function reactionText(json: string | null): string | null {
  return joined(
    list(json).flatMap((reaction) => {
      const manifestations = list(property(reaction, 'manifestation')).map((concept) => (typeof concept === 'string' ? concept : conceptText(concept)));
      return manifestations.length > 0 ? manifestations : [text(reaction, 'description') ?? text(reaction, 'text')];
    }),
  );
}

/**
 * `H` or `L` as received (`HH` and `LL` too), else worked out from the value and its reference range;
 * `null` when nothing tells.
 */
export function interpretationOf(result: { readonly interpretation: string | null; readonly number: number | null; readonly low: number | null; readonly high: number | null }): string | null {
  const { interpretation, number, low, high } = result;
  if (interpretation) return interpretation;
  if (number === null) return null;
  if (high !== null && number > high) return 'H';
  return low !== null && number < low ? 'L' : null;
}

function conceptText(concept: unknown): string | null {
  return text(concept, 'text') ?? list(property(concept, 'coding')).map((coding) => text(coding, 'display')).find((display) => display !== null) ?? null;
}

function joined(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null && part.trim() !== '');
  return known.length > 0 ? known.join('; ') : null;
}

/** The entries of a JSON text or value: of a list, or the one thing it is. */
function list(value: unknown): readonly unknown[] {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (parsed === null || parsed === undefined) return [];
  return Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    // Plain words kept where structure was expected are words to show.
    if (error instanceof SyntaxError) return { text: json };
    throw error;
  }
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function text(value: unknown, key: string): string | null {
  if (typeof value === 'string') return value;
  const found = property(value, key);
  return typeof found === 'string' ? found : null;
}
