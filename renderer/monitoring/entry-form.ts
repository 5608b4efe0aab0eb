import { z } from 'zod';
import type { EnteredTest, LabComparator } from '#contract/monitoring.ts';
import { readNumber } from '../text/typed-number.ts';

/** What is typed of results on paper: a date, and for each test its text and unit. Empty is not measured. */
const entryForm = z.object({ takenOn: z.string(), values: z.record(z.string(), z.object({ text: z.string(), unit: z.string() })) });
export type EntryForm = z.infer<typeof entryForm>;

/** A form kept by an earlier visit; null when it cannot be taken up. */
export function readEntryForm(kept: unknown): EntryForm | null {
  return entryForm.safeParse(kept).data ?? null;
}

export interface TypedNumber {
  readonly number: number | null;
  readonly comparator: LabComparator | null;
}

const signed = /^\s*(<=|>=|<|>|≤|≥)?(.*)$/u;
const signs: Readonly<Record<string, LabComparator>> = { '<': '<', '<=': '<=', '≤': '<=', '>': '>', '>=': '>=', '≥': '>=' };

/** Reads "12,5" or "< 5". */
export function readTyped(text: string): TypedNumber | 'not-a-number' {
  const [, sign = '', rest = ''] = signed.exec(text) ?? [];
  const number = readNumber(rest);
  if (number === 'not-a-number' || (number === null && sign !== '')) return 'not-a-number';
  return { number, comparator: signs[sign] ?? null };
}

export interface SentResult extends TypedNumber {
  readonly resultId: string;
  readonly test: string;
  readonly unit: string | null;
  readonly words: string | null;
}

/** What is sent of a form, and what is no number; `idOf` gives each test the id its result will have. */
export function resultsOf(form: EntryForm, tests: readonly EnteredTest[], idOf: (test: string) => string): { readonly results: readonly SentResult[]; readonly wrong: readonly string[] } {
  const results: SentResult[] = [];
  const wrong: string[] = [];
  for (const { code, kind, units } of tests) {
    const typed = form.values[code];
    if (!typed || typed.text.trim() === '') continue;
    const common = { resultId: idOf(code), test: code };
    if (kind === 'finding') {
      results.push({ ...common, number: null, comparator: null, unit: null, words: typed.text.trim() });
      continue;
    }
    const read = readTyped(typed.text);
    if (read === 'not-a-number') wrong.push(code);
    else results.push({ ...common, ...read, unit: typed.unit || (units[0] ?? null), words: null });
  }
  return { results, wrong };
}
