/** A medication as far as its class is told from it. */
export interface NamedMedication {
  readonly code: string | null;
  readonly text: string;
}

/** How a class is known: by the beginning of an ATC code, or by a name in the words. */
export interface KnownClass {
  readonly code: string;
  readonly atc: readonly string[];
  readonly names: readonly string[];
}

/** The classes found among these medications; null when none is: that is not known to be none. */
export function classesAmong(medications: readonly NamedMedication[], classes: readonly KnownClass[]): readonly string[] | null {
  const found = classes.filter(({ atc, names }) =>
    medications.some(({ code, text }) => (code !== null && atc.some((prefix) => code.startsWith(prefix))) || names.some((name) => text.toLowerCase().includes(name))),
  );
  return found.length === 0 ? null : found.map(({ code }) => code);
}
