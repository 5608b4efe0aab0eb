import type { Features } from '#contract/triage.ts';
import { featuresSchema } from '#contract/triage.ts';
import { type DueOf, proposalFor } from '../../main/referrals/triage-proposal.ts';
import vignettes from '../../main/triage/content/vignettes.json' with { type: 'json' };
import { dueOn } from '../../main/triage/due-date.ts';
import { builtInTriageContent } from '../../main/triage/triage-content.ts';
import { dueInDaysOf, evaluate } from '../../main/triage/triage-rules.ts';
import type { Measurement } from './bench-report.ts';
import { race } from './measure.ts';

const referrals = 10_000;
const rounds = 3;

/** Sorting ten thousand requests: the rules alone, and with the reasons and what would change them, as the desk shows. */
export async function benchTriage(): Promise<Measurement> {
  const cases: readonly Features[] = vignettes.vignettes.map(({ features }) => featuresSchema.parse(features));
  const { ruleset, reasons } = builtInTriageContent;
  const each = (work: (features: Features) => unknown) => (): void => {
    for (let index = 0; index < referrals; index += 1) work(cases[index % cases.length] as Features);
  };
  const dueOf: DueOf = (completedOn, cls) => dueOn(completedOn, dueInDaysOf[cls]);
  const timings = await race(
    [
      { name: 'floor: the rules alone', run: each((features) => evaluate(features, ruleset, reasons)) },
      { name: 'Relais, proposal with reasons', run: each((features) => proposalFor(features, '2026-11-16', builtInTriageContent, ['rheumatologist', 'ips', 'nurse', 'physiotherapist'], dueOf)) },
    ],
    rounds,
  );
  return { job: 'Triage of requests', size: referrals, reference: 'floor: the rules alone', timings, note: 'Time for all of them; the 44 published cases in turn.' };
}
