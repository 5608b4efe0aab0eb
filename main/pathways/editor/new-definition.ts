import type { Bilingual } from '#contract/triage.ts';
import type { PathwayDefinition } from '../definition-file.ts';

/** The first version of a pathway a clinic begins itself. Pure. */

/** The least a pathway can be: one condition to enter, one phase, reasons to suspend and to leave. Everything of it is to be rewritten. */
const least: Pick<PathwayDefinition, 'sources' | 'body'> = {
  sources: [{ code: 'CLINIC', label: { fr: 'Écrit par la clinique', en: 'Written by the clinic' } }],
  body: {
    label: { fr: '', en: '' },
    about: { fr: 'À écrire : à qui s’adresse ce parcours, et ce qu’il fait.', en: 'To be written: whom this pathway is for, and what it does.' },
    anchor: { fr: 'Inclusion', en: 'Inclusion' },
    facts: [{ code: 'accepts', label: { fr: 'Accepte le parcours, information remise', en: 'Accepts the pathway, information given' }, kind: 'yes-no', goodForDays: null }],
    eligibility: [{ code: 'accepts', label: { fr: 'Accepte le parcours', en: 'Accepts the pathway' }, when: { fact: 'accepts', is: true }, source: 'CLINIC' }],
    exclusions: [],
    phases: [{ code: 'follow-up', label: { fr: 'Suivi', en: 'Follow-up' }, site: 'clinic', intensity: { fr: 'À écrire', en: 'To be written' }, starts: 'P0D', gate: [], steps: [] }],
    ends: null, dosing: null, afterwards: [],
    between: { role: 'nurse', replyWorkingDays: 2, text: { fr: 'Appeler la clinique.', en: 'Call the clinic.' } },
    checklists: [], acts: [], credentials: [], toxicity: null,
    suspensions: [{ code: 'other', label: { fr: 'Autre', en: 'Other' } }],
    exits: [{ code: 'refusal', label: { fr: 'Ne souhaite plus', en: 'No longer wishes to' } }, { code: 'other', label: { fr: 'Autre', en: 'Other' } }],
    simulation: { facts: { accepts: { share: 0.5 } }, exitsPerMonth: {}, symptomPerDose: 0, suspendedDays: 14 },
  },
};

/** A pathway to be written under its own code and name: everything of another, or the least one can be. Nobody has reviewed it. */
export function newDefinition(from: PathwayDefinition | null, code: string, label: Bilingual): PathwayDefinition {
  const { sources, body } = from ?? least;
  return { kind: 'pathway', id: code, version: '1.0.0', status: 'unreviewed', sources, body: { ...body, label } };
}
