import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { auditLine, type AuditLine, auditPageSize } from '#contract/audit.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { civilDay } from '../appointments/wall-time.ts';
import { foldText } from '../patients/patient-name.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { keepAuditHead, readAuditHeads } from '../platform/store/audit-heads-file.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { findPatientsByName, listAccounts, listAuditLines } from './audit-repository.ts';
import { type AuditVerification, createAuditWalk } from './audit-verification.ts';

/** Reading the audit trail and checking that it is whole. Reading it is written in it. */
export function createAuditService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies) {
  /** Page by page, each in a transaction of its own: whoever works at the same time hardly waits. */
  const walk = async (known: Parameters<typeof createAuditWalk>[1]): Promise<AuditVerification> => {
    const steps = createAuditWalk(store.dataKey, known);
    for (;;) {
      const end = await unitOfWork.read((db) => steps.step(db));
      if (end) return end;
      await breathe();
    }
  };

  /** A verification that cannot be kept beside the others still tells what it found. */
  const keep = (head: AuditVerification['head'], at: string): boolean => {
    try {
      keepAuditHead(store.directory, store.dataKey, { ...head, at });
      return true;
    } catch (error) {
      ports.log.error('audit.head-not-kept', error);
      return false;
    }
  };

  return {
    verify: async (caller: Caller): Promise<Outputs['audit']['verify']> => {
      const earlier = readAuditHeads(store.directory, store.dataKey);
      const { rows, head, broken } = await walk(earlier.heads);
      const verifiedAt = ports.clock.now();
      // A head that does not hold must never become one to compare with.
      const headKept = broken === null && keep(head, verifiedAt);
      await unitOfWork.write((db) =>
        audit.record(db, {
          userId: caller.userId, action: 'audit.verified', entity: 'clinic', entityId: clinic.id,
          detail: { rows, outcome: broken?.kind ?? 'whole', earlierHeads: earlier.state, ...(broken ? { row: broken.seq } : {}) },
        }),
      );
      return {
        rows, broken, verifiedAt, headKept: headKept || broken !== null,
        earlier: { heads: earlier.heads.length, since: earlier.heads[0]?.at ?? null, file: earlier.state },
      };
    },

    /** @throws DeclaredError `INVALID` for a cursor we did not make */
    report: async (caller: Caller, { about, from, to, after }: Inputs['audit']['report']): Promise<Outputs['audit']['report']> => {
      const before = readCursor(after ?? null);
      if (before === null) {
        const patientId = about.kind === 'patient' ? about.patientId : null;
        const entityId = about.kind === 'person' ? about.userId : patientId;
        await unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: 'audit.report-read', entity: about.kind === 'person' ? 'user_account' : about.kind, entityId, patientId }));
      }
      const question = { about, before, from: from ? civilDay(from, clinic.timeZone).from : null, until: to ? civilDay(to, clinic.timeZone).until : null };
      const rows = await unitOfWork.read((db) => listAuditLines(db, question, auditPageSize + 1));
      const page = rows.slice(0, auditPageSize);
      const last = page.at(-1);
      return {
        lines: page.map((row) => ({
          seq: row.seq, at: row.at, userId: row.user_id, userName: row.display_name, action: row.action, patientId: row.patient_id,
          patientName: row.family_name === null ? null : [row.family_name, row.given_name].filter(Boolean).join(', '),
          detail: readDetail(row.detail),
        })),
        next: rows.length > auditPageSize && last ? String(last.seq) : null,
      };
    },

    findPatients: async (_caller: Caller, { text }: Inputs['audit']['findPatients']): Promise<Outputs['audit']['findPatients']> => {
      const number = text.replaceAll(/[\s-]/g, '').toUpperCase();
      if (number === '') return [];
      const rows = await unitOfWork.read((db) => findPatientsByName(db, { beginning: sortKeyBeginning(text), number }, 20));
      return rows.map((row) => ({ patientId: row.id, familyName: row.family_name, givenName: row.given_name, birthDate: row.birth_date }));
    },

    people: async (_caller: Caller): Promise<Outputs['audit']['people']> => {
      const rows = await unitOfWork.read((db) => listAccounts(db, 500));
      return rows.map((row) => ({ userId: row.id, name: row.display_name, login: row.login }));
    },
  };
}

/** "Roy, Ann" is looked for as family and given name; "Roy" as the beginning of a family name. */
function sortKeyBeginning(text: string): string {
  const [family = '', given] = text.split(',');
  return given === undefined ? foldText(family) : `${foldText(family)}  ${foldText(given)}`.trim();
}

const cursorShape = z.string().regex(/^[1-9]\d{0,14}$/);

function readCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  const parsed = cursorShape.safeParse(cursor);
  if (!parsed.success) throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  return Number(parsed.data);
}

/** A detail that is not ours (a row somebody changed) is shown as none: *Verify* is what tells. */
function readDetail(text: string | null): AuditLine['detail'] {
  if (text === null) return null;
  try {
    return auditLine.shape.detail.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
