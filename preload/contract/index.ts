import type { ContractRouterClient } from '@orpc/contract';
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { absences } from './absences.ts';
import { appointments } from './appointments.ts';
import { assessments } from './assessments.ts';
import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { diagnoses } from './diagnoses.ts';
import { prevention } from './prevention.ts';
import { drafts } from './drafts.ts';
import { exports } from './exports.ts';
import { duplicates } from './duplicates.ts';
import { imports } from './imports.ts';
import { indicators } from './indicators.ts';
import { instruments } from './instruments.ts';
import { letters } from './letters.ts';
import { live } from './live.ts';
import { monitoring } from './monitoring.ts';
import { patients } from './patients.ts';
import { patientEdits } from './patient-edits.ts';
import { people } from './people.ts';
import { recordCopies } from './record-copies.ts';
import { referrals } from './referrals.ts';
import { referrers } from './referrers.ts';
import { session } from './session.ts';
import { tableImports } from './table-imports.ts';
import { treatments } from './treatments.ts';
import { visits } from './visits.ts';

/** Every operation of Relais, by area. Declared once here, implemented once in `main`, called through one typed client. */
export const contract = { session, accounts, access, recordCopies, people, referrers, patients, patientEdits, referrals, letters, attachments, appointments, visits, absences, imports, tableImports, exports, audit, backups, drafts, duplicates, indicators, instruments, live, assessments, treatments, diagnoses, monitoring, prevention };

export type Contract = typeof contract;
export type Client = ContractRouterClient<Contract>;
export type Inputs = InferContractRouterInputs<Contract>;
export type Outputs = InferContractRouterOutputs<Contract>;
