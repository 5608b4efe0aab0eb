import * as fc from 'fast-check';
import { type Features, featuresSchema } from '#contract/triage.ts';
import { probesOf } from '../probe-referrals.ts';
import { builtInTriageContent, type Rule } from '../triage-content.ts';

/** Random referrals that look like real ones: a few rules of the shipped ruleset made true, then noise over everything. */

const { ruleset } = builtInTriageContent;
const probes = probesOf(ruleset);

export const { thresholdsOf, telltaleValues } = probes;

/** A referral in which the rules are likely to fire, with `noise` more findings. */
export const referralFor = (wanted: readonly Rule[], seed: number, noise: number): Features => featuresSchema.parse(probes.referralFor(wanted, seed, noise));

export const referrals: fc.Arbitrary<Features> = fc
  .record({ wanted: fc.subarray(ruleset.body.rules, { maxLength: 4 }), seed: fc.nat(), noise: fc.nat({ max: 30 }) })
  .map(({ wanted, seed, noise }) => referralFor(wanted, seed, noise));
