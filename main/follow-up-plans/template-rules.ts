import type { TemplateBody } from '#contract/plans.ts';

/** What makes a template hold together. Pure. */

export interface TemplateProblem {
  readonly path: string;
  readonly code: string;
}

/** Codes a template may name: other templates, purposes of visits, instruments, tests and checks. */
export interface KnownCodes {
  readonly codes: readonly string[];
  readonly purposes: readonly string[];
  readonly instruments: readonly string[];
  readonly tests: readonly string[];
}

/** Everything wrong with a template whose form is right: where, and what. */
export function templateProblems(body: TemplateBody, { codes: knownCodes, purposes, instruments, tests }: KnownCodes): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const say = (path: string, code: string): unknown => problems.push({ path, code });
  const twice = (codes: readonly string[], path: string): void => {
    codes.forEach((one, index) => codes.indexOf(one) !== index && say(`${path}.${index}`, 'TWICE'));
  };
  twice(body.anchors.map(({ code }) => code), 'anchors');
  twice(body.options.map(({ code }) => code), 'options');
  twice(body.steps.map(({ id }) => id), 'steps');
  twice(body.escalation.map(({ id }) => id), 'escalation');
  const anchors = new Set(body.anchors.map(({ code }) => code));
  const options = new Set(body.options.map(({ code }) => code));
  body.steps.forEach((step, index) => {
    const at = (field: string): string => `steps.${index}.${field}`;
    if (step.anchor !== undefined && !anchors.has(step.anchor)) say(at('anchor'), 'UNKNOWN');
    if (step.only !== undefined && !options.has(step.only)) say(at('only'), 'UNKNOWN');
    if (step.kind === 'visit' && step.modalities === undefined) say(at('modalities'), 'REQUIRED');
    if (step.kind !== 'visit' && (step.modalities !== undefined || step.minutes !== undefined || step.purpose !== undefined)) say(at('kind'), 'NOT_A_VISIT');
    if (step.purpose !== undefined && !purposes.includes(step.purpose)) say(at('purpose'), 'UNKNOWN');
    for (const instrument of step.instruments ?? []) if (!instruments.includes(instrument)) say(at('instruments'), 'UNKNOWN');
    for (const test of step.tests ?? []) if (!tests.includes(test)) say(at('tests'), 'UNKNOWN');
    if (step.act !== undefined && !(body.acts ?? []).some(({ code }) => code === step.act)) say(at('act'), 'UNKNOWN');
    if (new Set(step.roles).size !== step.roles.length) say(at('roles'), 'TWICE');
  });
  for (const { code } of body.options) if (!body.steps.some(({ only }) => only === code)) say('options', 'UNUSED');
  for (const { code } of body.anchors.slice(1)) if (!body.steps.some(({ anchor }) => anchor === code)) say('anchors', 'UNUSED');
  if (body.next !== undefined && !knownCodes.includes(body.next)) say('next', 'UNKNOWN');
  return problems;
}
