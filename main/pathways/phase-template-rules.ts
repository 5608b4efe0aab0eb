import type { PathwayBody } from '#contract/pathways.ts';
import type { TemplateBody } from '#contract/plans.ts';

/** The steps of a phase as a template of a follow-up plan: they are dated, done and told as any other step. Pure. */

/** What the steps of a phase are counted from. */
export const phaseAnchor = 'phase';
/** The steps after the last dose, or the end. */
export const afterwardsPhase = 'afterwards';

/** How the steps of a phase are named among templates. */
export const phaseTemplateId = (pathway: string, phase: string): string => `${pathway}.${phase}`;

interface Pathway<Source> {
  readonly id: string;
  readonly version: string;
  readonly status: 'unreviewed' | 'signed-off';
  readonly signedOffBy?: string | undefined;
  readonly sources: readonly Source[];
  readonly body: PathwayBody;
}

/** A template for each phase that has steps, and for what comes after the last. */
export function phaseTemplates<Source>({ id, version, status, signedOffBy, sources, body }: Pathway<Source>) {
  const { label, between, escalation = [] } = body;
  const last = { code: afterwardsPhase, label: { fr: 'Après la fin', en: 'After the end' }, intensity: body.about, steps: body.afterwards };
  return [...body.phases, last]
    .filter(({ steps }) => steps.length > 0)
    .map((phase) => {
      const acts = body.acts.filter(({ code }) => phase.steps.some(({ act }) => act === code));
      const template: TemplateBody = {
        title: { fr: `${label.fr} · ${phase.label.fr}`, en: `${label.en} · ${phase.label.en}` }, about: phase.intensity, anchors: [{ code: phaseAnchor, label: phase.label }], options: [], steps: phase.steps, escalation, ...(acts.length > 0 && { acts }), between,
      };
      return { kind: 'pathway-phase' as const, id: phaseTemplateId(id, phase.code), version, status, ...(signedOffBy !== undefined && { signedOffBy }), sources: [...sources], body: template };
    });
}
