import type { Kysely, Transaction } from 'kysely';
import type { AcuteTables } from './tables/acute-tables.ts';
import type { AppointmentTables } from './tables/appointment-tables.ts';
import type { ClinicTables } from './tables/clinic-tables.ts';
import type { ClinicalTables } from './tables/clinical-tables.ts';
import type { DoseTables } from './tables/dose-tables.ts';
import type { ExchangeTables } from './tables/exchange-tables.ts';
import type { FollowUpTables } from './tables/follow-up-tables.ts';
import type { MessageTables } from './tables/message-tables.ts';
import type { PatientTables } from './tables/patient-tables.ts';
import type { ResearchTables } from './tables/research-tables.ts';
import type { TeamTables } from './tables/team-tables.ts';
import type { TriageTables } from './tables/triage-tables.ts';

/** The tables of the database by their areas; row types in `tables/`, one interface a table. `schema.test.ts` compares them with the migrated database. */
export interface Schema
  extends ClinicTables,
    PatientTables,
    ClinicalTables,
    TriageTables,
    AppointmentTables,
    MessageTables,
    FollowUpTables,
    TeamTables,
    DoseTables,
    AcuteTables,
    ExchangeTables,
    ResearchTables {}

/** What a repository reads with: the database, or a transaction. */
export type ReadExecutor = Kysely<Schema>;

declare const writable: unique symbol;
/** What a repository writes with: only `UnitOfWork.write` hands one out, so a write outside a transaction does not compile. */
export type WriteExecutor = Transaction<Schema> & { readonly [writable]: true };
