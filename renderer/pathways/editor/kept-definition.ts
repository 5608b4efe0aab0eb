import { z } from 'zod';
import { pathwayDraft, type PathwayDraft } from '#contract/pathway-editor.ts';

/** A pathway being written, as it is kept until its first version. */

/** The one draft of a person. */
export const keptKey = { form: 'pathway-definition', recordId: 'new' } as const;

export interface WrittenDefinition {
  readonly code: string;
  /** The file, whole or broken. */
  readonly text: string;
  /** What the forms show; behind the file while that is being written. */
  readonly draft: PathwayDraft;
  readonly mode: 'forms' | 'text';
  /** Why, for the first version. */
  readonly note: string;
}

const kept = z.object({ code: z.string(), text: z.string(), draft: pathwayDraft, mode: z.enum(['forms', 'text']), note: z.string() });

/** What was kept, as text; null where it is of a shape this program does not know. */
export function readWritten(value: string): WrittenDefinition | null {
  try {
    return kept.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}
