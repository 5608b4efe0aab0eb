import type { AuditLog } from '../audit/audit-log.ts';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { Ports } from '../ports.ts';

/** What taking in, and taking back, is done with. */
export interface ImportDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly audit: AuditLog;
  readonly ports: Ports;
}
