import { findNodeAtLocation, type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { z } from 'zod';
import type { Language } from '#contract/values.ts';
import { definitionProblems } from './definition-rules.ts';
import { stepProblems } from '../follow-up-plans/plan-content.ts';
import { pathwayContent, toxicityGradings } from './pathway-content.ts';
import { afterwardsPhase, phaseTemplateId, phaseTemplates } from './phase-template-rules.ts';
import sentences from './definition-sentences.json' with { type: 'json' };

/** Reading the definition of a pathway from a file, and telling what is wrong by line. */

export type PathwayDefinition = z.infer<typeof pathwayContent>;

export interface FileProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Where in the file: `body.phases.1.gate.0.when`. */
  readonly path: string;
  readonly text: string;
  /** Another part, written later, puts it right: a fact that nothing asks for yet, a list without its first item. */
  readonly canWait: boolean;
}

/** The definition a file holds, or every problem in the order of its lines. Never both. */
export function readDefinition(text: string, language: Language): { readonly ok: true; readonly definition: PathwayDefinition } | { readonly ok: false; readonly problems: readonly FileProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [broken] = errors;
  if (broken || !tree) return { ok: false, problems: [{ ...positionAt(text, broken?.offset ?? 0), path: '', text: said('syntax', broken ? printParseErrorCode(broken.error) : '', language), canWait: false }] };
  const at = (path: readonly PropertyKey[], problem: string, canWait = false): FileProblem => ({ ...positionAt(text, offsetOf(tree, path)), path: path.map(String).join('.'), text: problem, canWait });
  const parsed = pathwayContent.safeParse(JSON.parse(text), { error: z.locales[language]().localeError });
  if (!parsed.success) return { ok: false, problems: inOrder(parsed.error.issues.flatMap((issue) => innermost(issue, [])).map(({ path, issue }) => at(path, shapeWords(issue, language), issue.code === 'too_small' && path.at(-1) === 'items'))) };
  const found = definitionProblems(parsed.data.body, { sources: parsed.data.sources.map(({ code }) => code), toxicities: toxicityGradings });
  const steps = stepFaults(parsed.data);
  if (steps.length > 0) return { ok: false, problems: inOrder(steps.map(({ path, code, word }) => at(path, said(code, word, language)))) };
  if (found.length > 0) return { ok: false, problems: inOrder(found.map(({ fault, path, word }) => at(['body', ...path], said(fault, word, language), fault === 'unused-fact'))) };
  return { ok: true, definition: parsed.data };
}

/** What is wrong with the steps of the phases, judged as those of any template. */
function stepFaults(definition: PathwayDefinition): readonly { readonly path: readonly (string | number)[]; readonly code: StepFault; readonly word: string }[] {
  const places = new Map<string, readonly (string | number)[]>([...definition.body.phases.map((phase, index) => [phaseTemplateId(definition.id, phase.code), ['phases', index]] as const), [phaseTemplateId(definition.id, afterwardsPhase), []]]);
  return phaseTemplates(definition).flatMap((template) =>
    stepProblems(template.body).flatMap(({ path, code }) => {
      const [part, index, field] = path.split('.');
      const step = part === 'steps' ? template.body.steps[Number(index)] : undefined;
      const fault = stepFaultOf[code];
      // Acts and repeated steps are told by the definition itself.
      if (!step || fault === undefined || field === undefined || field === 'act') return [];
      const own = places.get(template.id) ?? [];
      return [{ path: ['body', ...own, own.length === 0 ? afterwardsPhase : 'steps', Number(index), ...(Object.hasOwn(step, field) ? [field] : [])], code: fault, word: field }];
    }),
  );
}

type StepFault = 'step-unknown' | 'step-required' | 'step-no-visit' | 'step-repeated';
const stepFaultOf: Readonly<Record<string, StepFault>> = { UNKNOWN: 'step-unknown', REQUIRED: 'step-required', NOT_A_VISIT: 'step-no-visit', TWICE: 'step-repeated' };

function said(key: keyof typeof sentences, word: string, language: Language): string {
  return sentences[key][language].replace('{word}', word);
}

const inOrder = (problems: readonly FileProblem[]): readonly FileProblem[] => [...problems].sort((one, other) => one.line - other.line || one.column - other.column);

/** What a pattern of the contract asks for, by its beginning. */
const formats = [['/^[a-z0-9-]', 'code'], ['/^-?P', 'period'], ['/^P', 'period'], [String.raw`/^\d{1,5}-`, 'loinc']] as const;

/** What is wrong with the shape of one value, in the words of whoever fills a form in where they are the ones it happens to. */
function shapeWords(issue: z.core.$ZodIssue, language: Language): string {
  if (issue.code === 'invalid_type') return issue.expected === 'number' ? said('number', '', language) : issue.expected === 'int' ? said('int', '', language) : issue.message;
  if (issue.code === 'invalid_format') return said(formats.find(([start]) => issue.pattern?.startsWith(start))?.[1] ?? 'format', '', language);
  if (issue.code === 'too_small') return issue.origin === 'string' ? said('empty', '', language) : said(issue.origin === 'array' ? 'too-few' : issue.inclusive === false ? 'more-than' : 'too-small', String(issue.minimum), language);
  return issue.code === 'too_big' ? said(issue.origin === 'array' ? 'too-many' : 'too-big', String(issue.maximum), language) : issue.message;
}

/** Of a choice of shapes, what is wrong with the one that fits best: the issue that lies deepest. */
function innermost(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly { readonly path: readonly PropertyKey[]; readonly issue: z.core.$ZodIssue }[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, issue }];
  const shapes = issue.errors.map((issues) => issues.flatMap((one) => innermost(one, path)));
  const depth = (list: readonly { readonly path: readonly PropertyKey[] }[]): number => Math.min(...list.map((one) => one.path.length));
  return shapes.reduce((best, shape) => (depth(shape) > depth(best) || (depth(shape) === depth(best) && shape.length < best.length) ? shape : best));
}

/** Where something lies; of what is missing, the nearest thing that holds it. */
function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length).map((part) => (typeof part === 'symbol' ? String(part) : part)));
    if (node) return node.offset;
  }
  return tree.offset;
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
