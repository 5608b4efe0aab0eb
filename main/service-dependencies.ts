import type { ClinicSummary } from '#contract/session.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { UnitOfWork } from './platform/database/unit-of-work.ts';
import type { Store } from './platform/store/store.ts';
import type { Ports } from './ports.ts';

/** What every service is built from. */
export interface ServiceDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly audit: AuditLog;
  readonly clinic: ClinicSummary;
  readonly ports: Ports;
  readonly store: Store;
}
