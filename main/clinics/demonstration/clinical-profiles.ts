/** What the people of the demonstration are followed for: one main problem each, what is prescribed for it, what is measured. */

export interface CodedText {
  readonly code: string;
  readonly text: string;
}

export interface Prescription extends CodedText {
  readonly dosage: string;
}

/** A quantity measured in the laboratory: LOINC code, unit, limits of the reference, and how it is when well or ill. */
export interface Measure extends CodedText {
  readonly unit: string;
  /** UCUM. */
  readonly unitCode: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly well: readonly [number, number];
  readonly active: readonly [number, number];
  readonly decimals: number;
}

export interface ClinicalProfile {
  readonly key: string;
  /** Of a hundred people followed, how many. */
  readonly weight: number;
  readonly women: number;
  readonly ages: readonly [number, number];
  /** ICD-10. */
  readonly problem: CodedText;
  /** Several treatments, one of which is drawn. */
  readonly treatments: readonly (readonly DrugKey[])[];
  readonly measures: readonly MeasureKey[];
}

export const codeSystems = { icd10: 'http://hl7.org/fhir/sid/icd-10', atc: 'http://www.whocc.no/atc', loinc: 'http://loinc.org', ucum: 'http://unitsofmeasure.org' } as const;

export const measures = {
  crp: { code: '1988-5', text: 'CRP', unit: 'mg/L', unitCode: 'mg/L', low: null, high: 5, well: [0.6, 4.6], active: [7, 46], decimals: 1 },
  esr: { code: '4537-7', text: 'VS', unit: 'mm/h', unitCode: 'mm/h', low: null, high: 20, well: [4, 19], active: [24, 62], decimals: 0 },
  haemoglobin: { code: '718-7', text: 'Hémoglobine', unit: 'g/L', unitCode: 'g/L', low: 120, high: 155, well: [123, 151], active: [106, 128], decimals: 0 },
  leucocytes: { code: '6690-2', text: 'Leucocytes', unit: '×10⁹/L', unitCode: '10*9/L', low: 4, high: 11, well: [4.3, 9.6], active: [3.2, 11.4], decimals: 1 },
  neutrophils: { code: '751-8', text: 'Neutrophiles', unit: '×10⁹/L', unitCode: '10*9/L', low: 2, high: 7.5, well: [2.4, 6.1], active: [1.7, 7.2], decimals: 1 },
  lymphocytes: { code: '731-0', text: 'Lymphocytes', unit: '×10⁹/L', unitCode: '10*9/L', low: 1, high: 4, well: [1.2, 3.1], active: [0.8, 3.2], decimals: 1 },
  platelets: { code: '777-3', text: 'Plaquettes', unit: '×10⁹/L', unitCode: '10*9/L', low: 150, high: 400, well: [172, 360], active: [210, 468], decimals: 0 },
  alt: { code: '1742-6', text: 'ALT', unit: 'U/L', unitCode: 'U/L', low: null, high: 33, well: [12, 31], active: [18, 52], decimals: 0 },
  creatinine: { code: '14682-9', text: 'Créatinine', unit: 'µmol/L', unitCode: 'umol/L', low: 45, high: 104, well: [64, 78], active: [66, 86], decimals: 0 },
  albumin: { code: '1751-7', text: 'Albumine', unit: 'g/L', unitCode: 'g/L', low: 35, high: 50, well: [38, 47], active: [34, 44], decimals: 0 },
  hba1c: { code: '4548-4', text: 'HbA1c', unit: '%', unitCode: '%', low: null, high: 6, well: [5.1, 5.9], active: [5.3, 6.4], decimals: 1 },
  urate: { code: '14933-6', text: 'Urate', unit: 'µmol/L', unitCode: 'umol/L', low: 150, high: 360, well: [248, 352], active: [380, 566], decimals: 0 },
  rheumatoidFactor: { code: '11572-5', text: 'Facteur rhumatoïde', unit: 'UI/mL', unitCode: '[iU]/mL', low: null, high: 14, well: [4, 12], active: [18, 164], decimals: 0 },
  antiCcp: { code: '33935-8', text: 'Anti-CCP', unit: 'U/mL', unitCode: 'U/mL', low: null, high: 20, well: [2, 15], active: [26, 280], decimals: 0 },
} as const satisfies Readonly<Record<string, Measure>>;
export type MeasureKey = keyof typeof measures;

export const drugs = {
  methotrexate: { code: 'L04AX03', text: 'Méthotrexate', dosage: '15 mg SC une fois par semaine' },
  folicAcid: { code: 'B03BB01', text: 'Acide folique', dosage: '5 mg PO une fois par semaine, le lendemain du méthotrexate' },
  hydroxychloroquine: { code: 'P01BA02', text: 'Hydroxychloroquine', dosage: '200 mg PO deux fois par jour' },
  sulfasalazine: { code: 'A07EC01', text: 'Sulfasalazine', dosage: '1 g PO deux fois par jour' },
  leflunomide: { code: 'L04AK01', text: 'Léflunomide', dosage: '20 mg PO une fois par jour' },
  prednisone: { code: 'H02AB07', text: 'Prednisone', dosage: '5 mg PO le matin' },
  prednisoneHigh: { code: 'H02AB07', text: 'Prednisone', dosage: '15 mg PO le matin, sevrage par paliers de 2,5 mg' },
  adalimumab: { code: 'L04AB04', text: 'Adalimumab (biosimilaire)', dosage: '40 mg SC toutes les 2 semaines' },
  etanercept: { code: 'L04AB01', text: 'Étanercept (biosimilaire)', dosage: '50 mg SC une fois par semaine' },
  tocilizumab: { code: 'L04AC07', text: 'Tocilizumab', dosage: '162 mg SC une fois par semaine' },
  abatacept: { code: 'L04AA24', text: 'Abatacept', dosage: '125 mg SC une fois par semaine' },
  upadacitinib: { code: 'L04AF03', text: 'Upadacitinib', dosage: '15 mg PO une fois par jour' },
  secukinumab: { code: 'L04AC10', text: 'Sécukinumab', dosage: '150 mg SC une fois par mois' },
  tofacitinib: { code: 'L04AF01', text: 'Tofacitinib', dosage: '5 mg PO deux fois par jour' },
  golimumab: { code: 'L04AB06', text: 'Golimumab', dosage: '50 mg SC une fois par mois' },
  rituximab: { code: 'L01FA01', text: 'Rituximab', dosage: '1 g IV aux 6 mois' },
  guselkumab: { code: 'L04AC16', text: 'Guselkumab', dosage: '100 mg SC aux 8 semaines' },
  apremilast: { code: 'L04AA32', text: 'Aprémilast', dosage: '30 mg PO deux fois par jour' },
  azathioprine: { code: 'L04AX01', text: 'Azathioprine', dosage: '100 mg PO une fois par jour' },
  mycophenolate: { code: 'L04AA06', text: 'Mycophénolate mofétil', dosage: '1 g PO deux fois par jour' },
  allopurinol: { code: 'M04AA01', text: 'Allopurinol', dosage: '300 mg PO une fois par jour' },
  colchicine: { code: 'M04AC01', text: 'Colchicine', dosage: '0,6 mg PO une fois par jour' },
  naproxen: { code: 'M01AE02', text: 'Naproxène', dosage: '500 mg PO deux fois par jour, au besoin' },
  celecoxib: { code: 'M01AH01', text: 'Célécoxib', dosage: '200 mg PO une fois par jour' },
  acetaminophen: { code: 'N02BE01', text: 'Acétaminophène', dosage: '650 mg PO trois fois par jour, au besoin' },
  duloxetine: { code: 'N06AX21', text: 'Duloxétine', dosage: '60 mg PO une fois par jour' },
  nifedipine: { code: 'C08CA05', text: 'Nifédipine XL', dosage: '30 mg PO une fois par jour' },
  alendronate: { code: 'M05BA04', text: 'Alendronate', dosage: '70 mg PO une fois par semaine' },
  perindopril: { code: 'C09AA04', text: 'Périndopril', dosage: '4 mg PO une fois par jour' },
  metformin: { code: 'A10BA02', text: 'Metformine', dosage: '500 mg PO deux fois par jour' },
  levothyroxine: { code: 'H03AA01', text: 'Lévothyroxine', dosage: '88 µg PO une fois par jour' },
  atorvastatin: { code: 'C10AA05', text: 'Atorvastatine', dosage: '20 mg PO au coucher' },
} as const satisfies Readonly<Record<string, Prescription>>;
export type DrugKey = keyof typeof drugs;

const monitoring = ['crp', 'haemoglobin', 'leucocytes', 'neutrophils', 'lymphocytes', 'platelets', 'alt', 'creatinine', 'albumin'] as const;

/** Age 0 to 100; weights are per hundred people followed. */
export const profiles: readonly ClinicalProfile[] = [
  {
    key: 'rheumatoid-arthritis', weight: 38, women: 0.72, ages: [34, 82], problem: { code: 'M05.9', text: 'Polyarthrite rhumatoïde séropositive' },
    treatments: [
      ['methotrexate', 'folicAcid'], ['methotrexate', 'folicAcid', 'hydroxychloroquine'], ['methotrexate', 'folicAcid', 'adalimumab'], ['etanercept'],
      ['methotrexate', 'folicAcid', 'tocilizumab'], ['abatacept', 'hydroxychloroquine'], ['leflunomide'], ['upadacitinib'], ['sulfasalazine', 'hydroxychloroquine'],
      ['methotrexate', 'folicAcid', 'prednisone'],
    ],
    measures: [...monitoring, 'esr', 'hba1c', 'rheumatoidFactor', 'antiCcp'],
  },
  {
    key: 'psoriatic-arthritis', weight: 12, women: 0.48, ages: [28, 70], problem: { code: 'L40.5', text: 'Arthrite psoriasique' },
    treatments: [['methotrexate', 'folicAcid'], ['secukinumab'], ['adalimumab'], ['sulfasalazine'], ['upadacitinib']], measures: [...monitoring],
  },
  {
    key: 'axial-spondyloarthritis', weight: 10, women: 0.38, ages: [22, 62], problem: { code: 'M45', text: 'Spondyloarthrite axiale' },
    treatments: [['naproxen'], ['celecoxib'], ['adalimumab'], ['secukinumab']], measures: [...monitoring],
  },
  {
    key: 'lupus', weight: 8, women: 0.9, ages: [20, 62], problem: { code: 'M32.9', text: 'Lupus érythémateux systémique' },
    treatments: [['hydroxychloroquine'], ['hydroxychloroquine', 'azathioprine'], ['hydroxychloroquine', 'mycophenolate', 'prednisone']], measures: [...monitoring, 'hba1c'],
  },
  {
    key: 'gout', weight: 9, women: 0.2, ages: [40, 84], problem: { code: 'M10.9', text: 'Goutte' },
    treatments: [['allopurinol'], ['allopurinol', 'colchicine']], measures: ['urate', 'creatinine', 'alt'],
  },
  {
    key: 'polymyalgia', weight: 7, women: 0.66, ages: [58, 88], problem: { code: 'M35.3', text: 'Pseudopolyarthrite rhizomélique' },
    treatments: [['prednisoneHigh', 'alendronate'], ['prednisone', 'alendronate']], measures: ['crp', 'esr', 'haemoglobin', 'hba1c'],
  },
  {
    key: 'giant-cell-arteritis', weight: 3, women: 0.7, ages: [62, 88], problem: { code: 'M31.6', text: 'Artérite à cellules géantes' },
    treatments: [['prednisoneHigh', 'alendronate'], ['prednisone', 'tocilizumab', 'alendronate']], measures: [...monitoring, 'esr', 'hba1c'],
  },
  {
    key: 'sjogren', weight: 4, women: 0.92, ages: [38, 76], problem: { code: 'M35.0', text: 'Syndrome de Sjögren' },
    treatments: [['hydroxychloroquine'], []], measures: ['haemoglobin', 'leucocytes', 'creatinine'],
  },
  {
    key: 'systemic-sclerosis', weight: 2, women: 0.85, ages: [40, 72], problem: { code: 'M34.9', text: 'Sclérodermie systémique' },
    treatments: [['nifedipine'], ['mycophenolate', 'nifedipine']], measures: [...monitoring],
  },
  {
    key: 'chondrocalcinosis', weight: 2, women: 0.55, ages: [64, 88], problem: { code: 'M11.2', text: 'Chondrocalcinose' },
    treatments: [['colchicine']], measures: ['crp', 'creatinine'],
  },
  {
    key: 'osteoarthritis', weight: 3, women: 0.64, ages: [52, 86], problem: { code: 'M15.9', text: 'Polyarthrose' },
    treatments: [['acetaminophen'], ['celecoxib']], measures: ['crp'],
  },
  {
    key: 'fibromyalgia', weight: 2, women: 0.85, ages: [30, 64], problem: { code: 'M79.7', text: 'Fibromyalgie' },
    treatments: [['duloxetine'], []], measures: ['crp'],
  },
];

/** What else people have; each with the treatment that goes with it. */
export const otherProblems: readonly { readonly problem: CodedText; readonly drug: DrugKey | null; readonly fromAge: number; readonly chance: number }[] = [
  { problem: { code: 'I10', text: 'Hypertension artérielle' }, drug: 'perindopril', fromAge: 48, chance: 0.36 },
  { problem: { code: 'E11.9', text: 'Diabète de type 2' }, drug: 'metformin', fromAge: 45, chance: 0.14 },
  { problem: { code: 'E03.9', text: 'Hypothyroïdie' }, drug: 'levothyroxine', fromAge: 35, chance: 0.12 },
  { problem: { code: 'E78.5', text: 'Dyslipidémie' }, drug: 'atorvastatin', fromAge: 50, chance: 0.26 },
  { problem: { code: 'M81.9', text: 'Ostéoporose' }, drug: 'alendronate', fromAge: 60, chance: 0.16 },
  { problem: { code: 'I73.0', text: 'Phénomène de Raynaud' }, drug: null, fromAge: 20, chance: 0.05 },
  { problem: { code: 'J45.9', text: 'Asthme' }, drug: null, fromAge: 0, chance: 0.07 },
];

/** Allergies of the demonstration, with the reaction told. */
export const allergies: readonly { readonly text: string; readonly reaction: string; readonly criticality: 'low' | 'high'; readonly weight: number }[] = [
  { text: 'Pénicilline', reaction: 'urticaire', criticality: 'low', weight: 6 },
  { text: 'Sulfamides', reaction: 'éruption cutanée', criticality: 'low', weight: 4 },
  { text: 'Acide acétylsalicylique', reaction: 'bronchospasme', criticality: 'high', weight: 2 },
  { text: 'Allopurinol', reaction: 'éruption cutanée', criticality: 'high', weight: 1 },
  { text: 'Latex', reaction: 'dermatite de contact', criticality: 'low', weight: 1 },
  { text: 'Arachides', reaction: 'anaphylaxie', criticality: 'high', weight: 1 },
];
