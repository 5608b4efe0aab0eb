import { z } from 'zod';

/** Vocabulary of triage: what a referral says (features), what the rules answer (decision), and why (explanation). */

/** Urgency classes, most urgent first. Order matters: an earlier class is more urgent. */
export const urgencies = ['URG', 'A', 'B', 'C', 'D', 'E'] as const;
export const urgency = z.enum(urgencies);
export type Urgency = z.infer<typeof urgency>;

/** Professional codes of the rules. Not the roles of the clinic: `main/triage/professional-roles.json` maps them. */
export const professionalCodes = [
  'RHEUM', 'IPS', 'RN', 'LPN', 'PT', 'TPHYS', 'OT', 'KIN', 'PHARM', 'TS', 'ADMIN', 'ED', 'OPH', 'NEPH', 'ONC', 'OBS', 'PCP',
] as const;
export const professionalCode = z.enum(professionalCodes);
export type ProfessionalCode = z.infer<typeof professionalCode>;

/** How the rules want the person seen. `ECONSULT` is written advice, `ED` the emergency department. */
export const modalities = ['ED', 'IN_PERSON', 'HOME', 'VIDEO', 'PHONE', 'ECONSULT'] as const;
export const modality = z.enum(modalities);
export type Modality = z.infer<typeof modality>;

/** Yes-or-no findings. `null` or absent is *unknown*, which is not the same as `false`. */
export const booleanFindings = [
  'active_sediment', 'acute_hot_joint', 'anca_positive', 'aps', 'back_pain', 'bilateral_shoulder_pain', 'bio_start_requested',
  'bulbar_resp_weakness', 'cancer_history', 'chest_pain_troponin', 'cppd_recurrent', 'crystal_history', 'ctd_clinical_feature',
  'dactylitis', 'deconditioned', 'digital_ischaemia_critical', 'digital_ulcers', 'dyspnoea_progressive', 'enthesitis',
  'extra_articular', 'eye_red_painful', 'falling_counts', 'fever', 'flare_reported', 'gout', 'haemoptysis', 'hand_function_limited',
  'has_video', 'hcq_major_risk', 'hearing_cog_barrier', 'hemolysis', 'hla_b27', 'homebound', 'ia_established', 'ibd', 'ici_therapy',
  'ild', 'immunosuppressed', 'inflammatory_bp', 'ivdu', 'jaw_claudication', 'known_patient', 'limb_claudication', 'low_complement',
  'microangiopathy', 'mononeuritis', 'myositis', 'neuropsych_severe', 'new_headache', 'new_hypertension', 'night_pain_weight_loss',
  'oa', 'on_b_ts_dmard', 'on_dmard', 'on_hcq', 'on_ult', 'op_fragility_fracture_recent', 'planning_pregnancy', 'pregnant',
  'progressive_neuro_deficit', 'prosthetic_or_recent_procedure', 'proximal_weakness', 'psoriasis', 'purpura', 'raynaud',
  'raynaud_secondary_features', 'ro_la_positive', 'sacroiliitis_imaging', 'saddle_anaesthesia', 'scalp_tenderness',
  'serious_infection_signs', 'serositis', 'severe_flare', 'severe_headache_or_visual', 'sicca', 'sle', 'soft_tissue', 'specific_ab',
  'sphincter_dysfunction', 'squeeze_positive', 'ssc', 'still_pattern', 'ta_abnormal', 'teratogen', 'tophi', 'unable_work_selfcare',
  'uveitis_history', 'visual_symptoms', 'widespread_pain', 'work_at_risk',
] as const;

/** Lowest and highest value taken, whether only whole numbers are, and the unit in which the value is written. */
interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly unit: string;
}

/**
 * Bounds of the measured findings. They are wide (a true extreme passes) and still stop a value typed in another
 * unit: haemoglobin in g/dL, platelets per mm³.
 */
export const numberBounds = {
  age: { min: 0, max: 125, whole: false, unit: 'y' },
  alt_xuln: { min: 0, max: 1000, whole: false, unit: '×ULN' },
  ana_titre: { min: 0, max: 2_000_000, whole: true, unit: '1/titre, 0 = negative' },
  anc: { min: 0, max: 200, whole: false, unit: '10⁹/L' },
  back_pain_months: { min: 0, max: 1200, whole: false, unit: 'months' },
  cdai: { min: 0, max: 76, whole: false, unit: 'score 0–76' },
  ck_xuln: { min: 0, max: 5000, whole: false, unit: '×ULN' },
  ckd_stage: { min: 1, max: 5, whole: true, unit: 'stage 1–5' },
  creat_rise_pct: { min: -100, max: 5000, whole: false, unit: '% over baseline' },
  crp: { min: 0, max: 1000, whole: false, unit: 'mg/L' },
  das28: { min: 0, max: 10, whole: false, unit: 'score 0–10' },
  dbp: { min: 10, max: 250, whole: false, unit: 'mmHg' },
  distance_km: { min: 0, max: 20_000, whole: false, unit: 'km' },
  esr: { min: 0, max: 250, whole: false, unit: 'mm/h' },
  falls_12m: { min: 0, max: 400, whole: true, unit: 'falls in 12 months' },
  fatigue: { min: 0, max: 10, whole: false, unit: '0–10' },
  ferritin: { min: 0, max: 1_000_000, whole: false, unit: 'µg/L' },
  gout_flares_year: { min: 0, max: 365, whole: true, unit: 'flares in 12 months' },
  haq: { min: 0, max: 3, whole: false, unit: 'score 0–3' },
  hb: { min: 20, max: 300, whole: false, unit: 'g/L' },
  hcq_years: { min: 0, max: 80, whole: false, unit: 'y' },
  irae_grade: { min: 1, max: 4, whole: true, unit: 'CTCAE grade 1–4' },
  last_eye_exam_months: { min: 0, max: 1200, whole: false, unit: 'months' },
  morning_stiffness_min: { min: 0, max: 1440, whole: false, unit: 'min' },
  onset_age: { min: 0, max: 125, whole: false, unit: 'y' },
  phq2: { min: 0, max: 6, whole: true, unit: 'score 0–6' },
  platelets: { min: 0, max: 5000, whole: false, unit: '10⁹/L' },
  sbp: { min: 30, max: 350, whole: false, unit: 'mmHg' },
  spo2: { min: 20, max: 100, whole: false, unit: '%' },
  stable_months: { min: 0, max: 1200, whole: false, unit: 'months at target' },
  steroid_mg: { min: 0, max: 2000, whole: false, unit: 'mg/day prednisone equivalent' },
  steroid_weeks: { min: 0, max: 5200, whole: false, unit: 'weeks' },
  swollen_joints: { min: 0, max: 68, whole: true, unit: 'joints' },
  tender_joints: { min: 0, max: 68, whole: true, unit: 'joints' },
  upcr_g: { min: 0, max: 100, whole: false, unit: 'g/g' },
  urate_umol: { min: 0, max: 3000, whole: false, unit: 'µmol/L' },
  wbc: { min: 0, max: 1000, whole: false, unit: '10⁹/L' },
} as const satisfies Record<string, Bounds>;
export type NumberFinding = keyof typeof numberBounds;

/** Antibody levels: `low` is up to three times the upper limit of normal, `high` above. */
export const antibodyLevels = ['neg', 'low', 'high'] as const;
export const enumFindings = ['acpa', 'rf'] as const;

const code = z.string().trim().min(1).max(60);

const asNumber = ({ min, max, whole, unit }: Bounds) => (whole ? z.int() : z.number()).min(min).max(max).meta({ unit }).nullish();

function shape<K extends string, S>(keys: readonly K[], schemaOf: (key: K) => S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schemaOf(key)])) as Record<K, S>;
}

/**
 * What a referral says. Every finding may be `null` or absent: *unknown*. Any key not listed here is refused: a
 * misspelt danger sign must not be read as "not said".
 */
export const featuresSchema = z.strictObject({
  ...shape(booleanFindings, () => z.boolean().nullish()),
  ...shape(Object.keys(numberBounds) as NumberFinding[], (field) => asNumber(numberBounds[field])),
  ...shape(enumFindings, () => z.enum(antibodyLevels).nullish()),
  /** Codes of what the referral lacks, when somebody has said so; else main works them out from `reason_code`. */
  prereq_missing: z.array(code).max(60).nullish(),

  // Known, never read by a rule.
  /** Reason for referral, RH01–RH17: gives the prerequisites that `missing` is worked out from. */
  reason_code: code.nullish(),
  /** Codes of prerequisites present in the file though no finding shows them (an X-ray, a report). */
  prereq_provided: z.array(code).max(60).nullish(),
  /** Gives the age on `received_at` (else today) when `age` is absent. */
  birth_date: z.iso.date().nullish(),
  received_at: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).nullish(),
  /** What the referrer asked for: shown, never used by the rules. */
  requested_class: urgency.nullish(),
  sex: z.enum(['F', 'M', 'X', 'unknown']).nullish(),
  symptom_weeks: z.number().min(0).max(5200).meta({ unit: 'weeks' }).nullish(),
  nam: z.string().max(20).nullish(),
  rss: z.string().max(40).nullish(),
  referrer: z.string().max(200).nullish(),
  free_text: z.string().max(8000).nullish(),
  attachments: z.array(z.string().max(400)).max(100).nullish(),
});
export type Features = z.infer<typeof featuresSchema>;
export type FeatureField = keyof Features;
export const featureFields = Object.keys(featuresSchema.shape) as readonly FeatureField[];

/** What the rules propose; stored with the referral and printed as it is by the command line. */
export const decisionSchema = z.object({
  cls: urgency,
  /** Calendar days from the date of the complete request. */
  dueInDays: z.int().min(0),
  primary: professionalCode,
  modality,
  pros: z.array(professionalCode).min(1),
  flags: z.array(code),
  /** Fired assign rules, most urgent first, then fired modifiers. */
  rules: z.array(code),
  /** Unknown findings that a fired rule took as absent. */
  assumedAbsent: z.array(code),
  /** Codes of the prerequisites the referral lacks. */
  missing: z.array(code),
  humanReview: z.boolean(),
  rulesetVersion: code,
});
export type Decision = z.infer<typeof decisionSchema>;

/** Text in both languages of the product. */
export const bilingual = z.object({ fr: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

const named = z.object({ code, label: bilingual });
export type NamedCode = z.infer<typeof named>;

const findingValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]);
export type FindingValue = z.infer<typeof findingValue>;

/**
 * A finding in the part it played in a rule. `present`: its value made the rule true; `ruled-out`: known, and not
 * what the rule excludes; `assumed-absent`: unknown, and taken as absent; `not-documented`: the rule fired because
 * nobody knows.
 */
const usedFact = z.object({
  field: code,
  label: bilingual,
  unit: bilingual.nullable(),
  value: findingValue,
  part: z.enum(['present', 'ruled-out', 'assumed-absent', 'not-documented']),
});
export type UsedFact = z.infer<typeof usedFact>;

const reason = { id: code, title: bilingual, why: bilingual, source: bilingual, facts: z.array(usedFact) };

const firedRule = z.object({
  ...reason,
  cls: urgency,
  /** The rule that gave class, first professional and modality. One per decision. */
  decides: z.boolean(),
  modality,
  modalityLocked: z.boolean(),
  actions: z.array(named),
});
export type FiredRule = z.infer<typeof firedRule>;

const firedModifier = z.object({
  ...reason,
  adds: z.array(named),
  flag: named.nullable(),
  /** Set when this modifier changed the modality. */
  modality: z.object({ from: modality, to: modality }).nullable(),
});
export type FiredModifier = z.infer<typeof firedModifier>;

/**
 * One fact that alone would change the class. `condition` is set for a measured finding: the threshold to cross;
 * `value` then is a value on its other side.
 */
const classChange = z.object({
  field: code,
  label: bilingual,
  unit: bilingual.nullable(),
  from: findingValue,
  value: findingValue,
  condition: z.object({ operator: z.enum(['>=', '>', '<', '<=', '==']), threshold: z.number() }).nullable(),
  cls: urgency,
  /** The rule that would then decide. */
  ruleId: code,
  ruleTitle: bilingual,
});
export type ClassChange = z.infer<typeof classChange>;

/** Everything the screen needs to show why, from verdict to proof to doubt. Computed with the decision, never stored. */
export const explanationSchema = z.object({
  ruleset: z.object({ version: code, status: z.string(), signedOffBy: z.string().nullable() }),
  rules: z.array(firedRule).min(1),
  modifiers: z.array(firedModifier),
  pros: z.array(named),
  modality: named,
  flags: z.array(named),
  missing: z.array(named.extend({ optional: z.boolean() })),
  assumedAbsent: z.array(z.object({ field: code, label: bilingual })),
  wouldRaise: z.array(classChange),
  wouldLower: z.array(classChange),
});
export type Explanation = z.infer<typeof explanationSchema>;

/**
 * A finding as the form shows it. `reasons`: the reasons for referral it matters to, none for every reason;
 * `danger`: a danger sign, asked first whatever the reason.
 */
const findingSchema = z.object({
  field: code,
  group: code,
  kind: z.enum(['boolean', 'number', 'enum', 'list']),
  label: bilingual,
  /** For lists, where a line holds several findings; the label where it is absent. */
  shortLabel: bilingual.optional(),
  /** Usual values of an adult, in the unit of the finding; that of the laboratory holds. */
  reference: bilingual.optional(),
  help: bilingual.optional(),
  unit: bilingual.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Step of the field; 1 means whole numbers. */
  step: z.number().positive().optional(),
  options: z.array(named).optional(),
  /** Which way a measure gets worse, where one way is. */
  worse: z.enum(['higher', 'lower']).optional(),
  danger: z.boolean(),
  /** False for what is asked for the reader's sake and that no rule reads. */
  usedByRules: z.boolean(),
  reasons: z.array(code),
});
export type Finding = z.infer<typeof findingSchema>;

/** Findings and their groups, both in the order in which a rheumatologist reads them. */
export const findingDictionarySchema = z.object({ groups: z.array(named), findings: z.array(findingSchema) });
export type FindingDictionary = z.infer<typeof findingDictionarySchema>;

/** A prerequisite of a referral. `shownBy`: knowing any of these findings proves that it was provided. */
const prerequisiteSchema = z.object({ code, label: bilingual, optional: z.boolean(), shownBy: z.array(code) });

const reasonForReferralSchema = z.object({ code, label: bilingual, defaultClass: urgency, prerequisites: z.array(code) });

export const reasonCatalogueSchema = z.object({ prerequisites: z.array(prerequisiteSchema), reasons: z.array(reasonForReferralSchema) });

/** Names of every code a decision may hold. `short` fits a badge or a table cell. */
const abbreviated = named.extend({ short: bilingual });
export const triageVocabularySchema = z.object({
  classes: z.array(named.extend({ code: urgency, delay: bilingual })),
  professionals: z.array(abbreviated.extend({ code: professionalCode })),
  modalities: z.array(named.extend({ code: modality })),
  flags: z.array(named),
  /** Where a person is sent who is not for this clinic and has no professional code in the rules. */
  destinations: z.array(named),
  /** Sentences for input that cannot be triaged; `{…}` is replaced. */
  problems: z.array(named),
});
