/** The team: training. */
export interface TeamTables {
  credential: CredentialTable;
}

/** Training somebody has done. */
export interface CredentialTable {
  id: string;
  practitioner_id: string;
  kind: string;
  hours: number;
  obtained_on: string;
  expires_on: string | null;
  issuer: string;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  version: number;
}
