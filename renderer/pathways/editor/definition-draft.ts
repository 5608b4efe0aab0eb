import type { PathwayDraft } from '#contract/pathway-editor.ts';
import type { PathwayBody } from '#contract/pathways.ts';
import type { TemplateBody, TemplateStep } from '#contract/plans.ts';
import type { Bilingual } from '#contract/triage.ts';

/** A definition as its forms write it, and as its file. Pure. */

/** Steps after the end are written as those of a phase. */
export type StepsOf = number | 'afterwards';

/** The file of a definition with its sources and body put in; what else it says stays as it was. */
export function fileOf(before: string, { sources, body }: PathwayDraft): string {
  return JSON.stringify({ ...(JSON.parse(before) as object), sources, body }, null, 2);
}

/** A list with one put in the place of another, or at the end. */
export const placed = <Part>(parts: readonly Part[], part: Part, at: number | null): Part[] => (at === null ? [...parts, part] : parts.map((one, index) => (index === at ? part : one)));
export const without = <Part>(parts: readonly Part[], at: number): Part[] => parts.filter((_, index) => index !== at);

/** The steps of a phase, or those after the end. */
export const stepsOf = (body: PathwayBody, of: StepsOf): readonly TemplateStep[] => (of === 'afterwards' ? body.afterwards : (body.phases[of]?.steps ?? []));

export function withSteps(body: PathwayBody, of: StepsOf, steps: TemplateStep[]): PathwayBody {
  return of === 'afterwards' ? { ...body, afterwards: steps } : { ...body, phases: body.phases.map((phase, index) => (index === of ? { ...phase, steps } : phase)) };
}

/** What the form of a step asks of its template: the one date of a phase, no options. */
export function phaseAsTemplate(body: PathwayBody, of: StepsOf): TemplateBody {
  const label = of === 'afterwards' ? body.label : (body.phases[of]?.label ?? body.label);
  return { title: label, about: body.about, anchors: [{ code: 'phase', label }], options: [], steps: [...stepsOf(body, of)], escalation: [], between: body.between };
}

/** The words nearest to a place in the file: `body.phases.1.steps.2.offset` is a step of a phase. */
export function placeWords(draft: PathwayDraft | null, path: string, language: 'fr' | 'en'): string {
  const found: string[] = [];
  let here: unknown = draft;
  for (const part of path.split('.')) {
    here = typeof here === 'object' && here !== null ? (here as Readonly<Record<string, unknown>>)[part] : undefined;
    const { label, drug, look } = (here ?? {}) as Readonly<Record<'label' | 'drug' | 'look', Partial<Bilingual> | undefined>>;
    const words = part === 'body' ? undefined : (label ?? drug ?? look)?.[language];
    if (words) found.push(words);
  }
  return found.join(' · ');
}

/** First character of a line and the one after its last; lines from 1. */
export function lineRange(text: string, line: number): readonly [number, number] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
}
