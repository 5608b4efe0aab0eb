import { pathwayBody } from '#contract/pathways.ts';
import { contentOf } from '../content/content-piece.ts';
import { phaseKind } from '../follow-up-plans/plan-content.ts';
import { immuneRelatedToxicity } from '../toxicity/toxicity-content.ts';
import goutTitration from './content/gout-titration.json' with { type: 'json' };
import homeImmunotherapy from './content/home-immunotherapy.json' with { type: 'json' };
import newBiologic from './content/new-biologic.json' with { type: 'json' };
import reducedMobility from './content/reduced-mobility.json' with { type: 'json' };
import stableTeleFollowUp from './content/stable-tele-follow-up.json' with { type: 'json' };
import { definitionProblems } from './definition-rules.ts';
import { phaseTemplates } from './phase-template-rules.ts';

/** The pathways the program comes with: clinical content, checked as this module is loaded. */

export const pathwayKind = 'pathway';
export const pathwayContent = contentOf(pathwayKind, pathwayBody);

/** Gradings of toxicity a pathway may name, by their id. */
export const toxicityGradings = new Map([[immuneRelatedToxicity.id, immuneRelatedToxicity.body]]);

/** Every pathway the program comes with; one that does not hold together is refused. */
export const builtInPathways = [homeImmunotherapy, newBiologic, stableTeleFollowUp, reducedMobility, goutTitration].map((one) => {
  const pathway = pathwayContent.parse(one);
  const [problem] = definitionProblems(pathway.body, { sources: pathway.sources.map(({ code }) => code), toxicities: toxicityGradings });
  if (problem) throw new Error(`${pathway.id}: ${problem.fault} at ${problem.path.join('.')}`);
  return pathway;
});

/** The same as rows of `content_version`; the steps of each phase beside them, as templates of follow-up plans. */
export const pathwayContentItems = builtInPathways.flatMap((pathway) => [
  { kind: pathway.kind, id: pathway.id, version: pathway.version, body: pathway },
  ...phaseTemplates(pathway).map((template) => ({ kind: phaseKind, id: template.id, version: template.version, body: template })),
]);
