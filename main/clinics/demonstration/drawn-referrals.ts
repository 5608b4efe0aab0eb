import type { ReferralCase } from './referral-case.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { referrers } from './people.ts';

/** What a request of one kind says of somebody: words and findings drawn together, so that they agree. */
interface Story {
  readonly text: string;
  readonly findings: object;
  readonly provided: readonly string[];
}

interface Kind {
  readonly reason: string;
  readonly requested: string;
  /** How often, among those it can be about. */
  readonly weight: number;
  readonly isOf: (person: SeededPatient) => boolean;
  readonly tell: (draw: SeededRandom) => Story;
}

const isWoman = ({ patient }: SeededPatient): boolean => patient.administrativeSex === 'F';
const ofAge = (from: number, to: number) => ({ age }: SeededPatient): boolean => age >= from && age <= to;
const weeksOrMonths = (weeks: number): string => (weeks < 10 ? `${weeks} semaines` : `${Math.round(weeks / 4.3)} mois`);

/** The requests a rheumatology clinic gets every week, without danger: those are written by hand in `referral-cases.json`. */
const kinds: readonly Kind[] = [
  {
    reason: 'RH04', requested: 'C', weight: 24, isOf: ofAge(24, 84),
    tell: (draw) => {
      const [swollen, weeks, stiffness, crp] = [draw.whole(3, 9), draw.whole(6, 26), 15 * draw.whole(3, 7), draw.whole(6, 42)];
      const rf = draw.pick(['neg', 'low', 'high'] as const);
      return {
        text: `${draw.pick(['Mains et poignets enflés', 'Doigts enflés et douloureux', 'Arthrites des mains et des avant-pieds'])} depuis ${weeksOrMonths(weeks)}, ${swollen} articulations, raideur de ${stiffness} minutes. CRP ${crp}, facteur rhumatoïde ${{ neg: 'négatif', low: 'faible', high: 'élevé' }[rf]}.`,
        findings: { swollen_joints: swollen, tender_joints: swollen + draw.whole(1, 5), morning_stiffness_min: stiffness, squeeze_positive: true, crp, rf, symptom_weeks: weeks, fever: false, acute_hot_joint: false },
        provided: draw.chance(0.6) ? ['XR_HANDS_FEET'] : [],
      };
    },
  },
  {
    reason: 'RH16', requested: 'C', weight: 16, isOf: (person) => isWoman(person) && ofAge(18, 70)(person),
    tell: (draw) => {
      const titre = draw.pick([80, 160, 320]);
      return {
        text: `FAN 1:${titre} ${draw.pick(['trouvés dans un bilan de fatigue', 'demandés pour des douleurs diffuses', 'au bilan de routine'])}. Aucune arthrite, aucune éruption, aucun Raynaud.`,
        findings: { ana_titre: titre, ctd_clinical_feature: false, specific_ab: false, low_complement: false, raynaud: false, swollen_joints: 0, crp: draw.whole(0, 4) },
        provided: ['ANA'],
      };
    },
  },
  {
    reason: 'RH16', requested: 'D', weight: 18, isOf: ofAge(48, 90),
    tell: (draw) => {
      const haq = draw.pick([0.5, 0.75, 1, 1.25]);
      return {
        text: `${draw.pick(['Gonarthrose bilatérale', 'Arthrose des mains', 'Coxarthrose droite'])} connue, ${draw.pick(['marche de plus en plus limitée', 'gêne pour les tâches fines', 'infiltration l’an dernier, effet de trois mois'])}. Aucune articulation enflée.`,
        findings: { oa: true, haq, swollen_joints: 0, morning_stiffness_min: draw.pick([0, 5, 10, 15]), crp: draw.whole(0, 4), squeeze_positive: false, falls_12m: draw.whole(0, 1) },
        provided: draw.chance(0.7) ? ['XR_JOINT'] : [],
      };
    },
  },
  {
    reason: 'RH10', requested: 'C', weight: 12, isOf: ofAge(20, 48),
    tell: (draw) => {
      const [months, onset, crp] = [draw.whole(6, 48), draw.whole(19, 38), draw.whole(1, 22)];
      const b27 = draw.chance(0.6);
      return {
        text: `Lombalgie inflammatoire depuis ${months} mois, début à ${onset} ans, ${draw.pick(['réveils en fin de nuit', 'raideur matinale levée par l’exercice', 'fesses à bascule'])}. HLA-B27 ${b27 ? 'positif' : 'négatif'}, CRP ${crp}.`,
        findings: { back_pain: true, back_pain_months: months, onset_age: onset, inflammatory_bp: true, hla_b27: b27, eye_red_painful: false, fever: false, night_pain_weight_loss: false, crp },
        provided: draw.chance(0.5) ? ['XR_PELVIS'] : [],
      };
    },
  },
  {
    reason: 'RH11', requested: 'D', weight: 14, isOf: (person) => !isWoman(person) && ofAge(35, 88)(person),
    tell: (draw) => {
      const [flares, urate] = [draw.whole(1, 5), draw.whole(410, 590)];
      const onTreatment = draw.chance(0.5);
      const tophi = draw.chance(0.2);
      return {
        text: `Goutte${tophi ? ' tophacée' : ''}, ${flares} ${flares === 1 ? 'crise' : 'crises'} cette année, urate ${urate}${onTreatment ? ' sous allopurinol' : ', aucun traitement de fond'}.`,
        findings: { gout: true, crystal_history: true, gout_flares_year: flares, urate_umol: urate, tophi, on_ult: onTreatment, ckd_stage: draw.pick([1, 2, 2, 3]), acute_hot_joint: false },
        provided: [],
      };
    },
  },
  {
    reason: 'RH06', requested: 'C', weight: 10, isOf: ofAge(22, 72),
    tell: (draw) => {
      const [swollen, weeks, crp] = [draw.whole(1, 4), draw.whole(8, 40), draw.whole(2, 18)];
      const dactylitis = draw.chance(0.4);
      return {
        text: `Psoriasis ${draw.pick(['en plaques', 'du cuir chevelu', 'des ongles'])}. ${dactylitis ? 'Doigt en saucisse et ' : ''}${swollen} ${swollen === 1 ? 'articulation enflée' : 'articulations enflées'} depuis ${weeksOrMonths(weeks)}.`,
        findings: { psoriasis: true, swollen_joints: swollen, tender_joints: swollen + 2, dactylitis, morning_stiffness_min: 15 * draw.whole(1, 4), crp, symptom_weeks: weeks, fever: false, acute_hot_joint: false },
        provided: draw.chance(0.6) ? ['XR_JOINT'] : [],
      };
    },
  },
  {
    reason: 'RH07', requested: 'C', weight: 8, isOf: ofAge(58, 92),
    tell: (draw) => {
      const [weeks, stiffness, crp] = [draw.whole(3, 10), 15 * draw.whole(3, 6), draw.whole(18, 62)];
      return {
        text: `Douleur des épaules et du bassin depuis ${weeks} semaines, raideur de ${stiffness} minutes, CRP ${crp}. Aucune céphalée, mâchoire et vision normales.`,
        findings: { bilateral_shoulder_pain: true, morning_stiffness_min: stiffness, crp, esr: crp + draw.whole(8, 24), new_headache: false, jaw_claudication: false, visual_symptoms: false, symptom_weeks: weeks },
        provided: draw.chance(0.5) ? ['CK', 'TSH'] : ['CK'],
      };
    },
  },
  {
    reason: 'RH13', requested: 'D', weight: 6, isOf: (person) => isWoman(person) && ofAge(16, 64)(person),
    tell: (draw) => ({
      text: `Raynaud des deux mains depuis ${draw.whole(2, 14)} ans, ${draw.pick(['plus fréquent cet hiver', 'stable', 'gênant au travail en chambre froide'])}. Aucune plaie, peau souple.`,
      findings: { raynaud: true, raynaud_secondary_features: false, digital_ulcers: false, ssc: false },
      provided: draw.chance(0.4) ? ['ANA'] : [],
    }),
  },
  {
    reason: 'RH16', requested: 'E', weight: 10, isOf: ofAge(25, 75),
    tell: (draw) => ({
      text: `${draw.pick(['Épaule droite douloureuse', 'Épaule gauche douloureuse', 'Coude douloureux à l’effort', 'Talon douloureux au lever'])} depuis ${draw.whole(2, 9)} mois, ${draw.pick(['tendinopathie à l’échographie', 'physiothérapie débutée', 'une infiltration sans effet durable'])}.`,
      findings: { soft_tissue: true, swollen_joints: 0, crp: draw.whole(0, 3), morning_stiffness_min: 5, squeeze_positive: false },
      provided: [],
    }),
  },
];

/** Who decides what was not decided by hand. */
const deciders = ['g.lachance', 'k.mansouri', 's.gagnon'] as const;

/**
 * The requests of the people a grown demonstration adds who are not followed yet: received when their record was opened,
 * to triage when that was lately, else decided, and placed in the calendar of the time as its hours allowed.
 */
export function drawnReferrals(newcomers: readonly SeededPatient[], random: SeededRandom): readonly { readonly told: ReferralCase; readonly person: SeededPatient }[] {
  return newcomers.flatMap((person) => {
    const draw = random.for(`request of ${person.patient.id}`);
    const possible = kinds.filter(({ isOf }) => isOf(person));
    if (possible.length === 0) return [];
    const { reason, requested, tell } = draw.weighted(possible.map((kind) => [kind, kind.weight] as const));
    const daysAgo = person.knownForDays;
    const isWaiting = daysAgo === 0 || (daysAgo < 10 && draw.chance(1 - daysAgo / 10));
    const decided = { fate: daysAgo > 21 || draw.chance(0.6) ? 'booked' : 'accepted', decidedBy: draw.pick(deciders), decidedAfterDays: Math.min(draw.whole(1, 4), daysAgo) };
    return [{ person, told: { patient: person.patient.id, referrer: draw.pick(referrers).key, reason, requested, daysAgo, ...tell(draw), ...(isWaiting ? {} : decided) } }];
  });
}
