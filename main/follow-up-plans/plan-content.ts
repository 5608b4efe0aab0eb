import { z } from 'zod';
import { templateBody } from '#contract/plans.ts';
import { lostDefinition } from '#contract/recalls.ts';
import { visitPurposes } from '../appointments/visit-purposes.ts';
import { contentOf } from '../content/content-piece.ts';
import { builtInMonitoring, type Check } from '../monitoring/monitoring-content.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import fu01 from './content/fu01.json' with { type: 'json' };
import fu02 from './content/fu02.json' with { type: 'json' };
import fu03 from './content/fu03.json' with { type: 'json' };
import fu04 from './content/fu04.json' with { type: 'json' };
import fu05 from './content/fu05.json' with { type: 'json' };
import fu06 from './content/fu06.json' with { type: 'json' };
import fu07 from './content/fu07.json' with { type: 'json' };
import fu08 from './content/fu08.json' with { type: 'json' };
import fu09 from './content/fu09.json' with { type: 'json' };
import fu10 from './content/fu10.json' with { type: 'json' };
import fu11 from './content/fu11.json' with { type: 'json' };
import fu12 from './content/fu12.json' with { type: 'json' };
import fu13 from './content/fu13.json' with { type: 'json' };
import fu14 from './content/fu14.json' with { type: 'json' };
import fu15 from './content/fu15.json' with { type: 'json' };
import fu16 from './content/fu16.json' with { type: 'json' };
import fu17 from './content/fu17.json' with { type: 'json' };
import fu18 from './content/fu18.json' with { type: 'json' };
import fu19 from './content/fu19.json' with { type: 'json' };
import fu20 from './content/fu20.json' with { type: 'json' };
import lostToFollowUp from './content/lost-to-follow-up.json' with { type: 'json' };
import { templateProblems } from './template-rules.ts';

/** The templates of follow-up plans: clinical content, checked as this module is loaded. */

export const templateKind = 'follow-up-plan';
export const templateContent = contentOf(templateKind, templateBody);
/** Steps of the phase of a pathway: dated like those of a template, never chosen from the list. */
export const phaseKind = 'pathway-phase';
const phaseContent = contentOf(phaseKind, templateBody);
export const plannedContent = z.union([templateContent, phaseContent]);

const shipped = [fu01, fu02, fu03, fu04, fu05, fu06, fu07, fu08, fu09, fu10, fu11, fu12, fu13, fu14, fu15, fu16, fu17, fu18, fu19, fu20];
const codes = shipped.map(({ id }) => id);

/** Tests a step may name, and checks of several, each with the lists of which one test must be there. */
export const nameableTests: ReadonlyMap<string, Pick<Check, 'label' | 'needs'>> = new Map(
  [...builtInMonitoring.tests.tests.map(({ code, label }) => ({ code, label, needs: [[code]] })), ...builtInMonitoring.schedule.checks].map(({ code, label, needs }) => [code, { label, needs }]),
);
/** What a template may name besides other templates. */
export const knownCodes = { purposes: visitPurposes.map(({ code }) => code), instruments: builtInInstruments.map(({ id }) => id), tests: [...nameableTests.keys()] };

/** What is wrong with the steps of a template that names no other. */
export const stepProblems = (body: z.infer<typeof templateBody>) => templateProblems(body, { ...knownCodes, codes: [] });

/** Every template the program comes with, by its code. */
export const builtInTemplates = shipped.map((one) =>
  templateContent.refine(({ body }) => templateProblems(body, { ...knownCodes, codes }).length === 0, { error: `${one.id} does not hold together` }).parse(one),
);

/** When somebody counts as lost to follow-up, unless the clinic says otherwise. */
export const builtInLost = contentOf('lost-to-follow-up', lostDefinition).parse(lostToFollowUp);

/** The same as rows of `content_version`. */
export const planContentItems = [...builtInTemplates, builtInLost].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
