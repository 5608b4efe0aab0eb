/** A treatment in force, as the safety rules read it. */
export interface ActiveTreatment {
  readonly id: string;
  readonly ingredient: string;
  readonly atc: string | null;
  readonly drugClass: 'csDMARD' | 'bDMARD' | 'tsDMARD' | 'glucocorticoid' | 'analgesic' | 'ULT' | 'other';
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly doseChangedOn: string | null;
  /** Each dose, and how many days lie between two: 15 mg every 7 days; 2400 mg every 7 days for 400 mg six days a week. */
  readonly dose: { readonly amount: number; readonly unit: string; readonly everyDays: number } | null;
  /** As the catalogue of treatments writes it: PO, SC, IM, IV, IA. */
  readonly route: string | null;
}
