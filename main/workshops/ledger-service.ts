import type { Inputs, Outputs } from '#contract/index.ts';
import type { LedgerLine } from '#contract/workshops.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { nextClinicVersion } from '../content/clinic-version.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { feeCatalogueKind, programmeSource } from './fee-content.ts';
import { ledgerFile } from './ledger-file.ts';
import { enteredUntil, everyOrigin, type FeeCatalogue, feesInForce, feeVersions, heldUntil, insertFees, insertLines, lineById, type LineRow, linesBetween, moveLine, replacementMark } from './ledger-repository.ts';
import { baseOrigin, bundleLines, freshOrigin, movedTo, movesOf, overlapping, sessionLines, sumsOf, travelLines, workshopsOf } from './ledger-rules.ts';

/** The first and the last day of a month. */
function daysOf(month: string): { readonly from: string; readonly until: string } {
  return { from: `${month}-01`, until: `${month}-31` };
}

/** What is owed for workshops, travel and phases: written from what was held, approved, paid; what is paid is only taken back by a counter-line. */
export function createLedgerService({ unitOfWork, audit, ports, clinic }: ServiceDependencies) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const by = (caller: Caller) => ({ now: ports.clock.now(), userId: caller.userId });
  const stale = ({ version, updatedByName, updatedAt }: LineRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, entityId: string | null, detail: Readonly<Record<string, string | number>>) => audit.record(db, { userId: caller.userId, action, entity: 'ledger', entityId, detail });
  const view = (row: LineRow, fees: FeeCatalogue['body']['fees']): LedgerLine => ({
    id: row.id, version: row.version, practitionerId: row.practitionerId, name: row.name, kind: row.kind, label: fees.find(({ code }) => code === row.feeCode)?.label ?? { fr: row.feeCode, en: row.feeCode }, quantity: row.quantity, cents: row.cents, currency: row.currency,
    on: row.on, state: row.state, paidOn: row.paidOn, reason: row.reason, corrects: row.corrects, isCorrected: row.isCorrected, isReplacement: row.origin.startsWith(replacementMark), moves: movesOf(row),
  });
  const linesOf = (month: string) =>
    unitOfWork.read(async (db) => {
      const { body } = await feesInForce(db);
      const { from, until } = daysOf(month);
      return { currency: body.currency, lines: (await linesBetween(db, from, until)).map((row) => view(row, body.fees)) };
    });

  return {
    fees: (): Promise<Outputs['workshops']['fees']> =>
      unitOfWork.read(async (db) => {
        const { version, status, sources, body } = await feesInForce(db);
        return { version, currency: body.currency, isReviewed: status === 'signed-off', fees: body.fees, sources };
      }),

    /** @throws DeclaredError `STALE`, `INVALID` (two amounts on one day, an end before its beginning) */
    saveFee: (caller: Caller, { expectedVersion, index, fee }: Inputs['workshops']['saveFee']): Promise<Outputs['workshops']['saveFee']> =>
      unitOfWork.write(async (db) => {
        const { signedOffBy: _signedOffBy, ...content } = await feesInForce(db);
        if (content.version !== expectedVersion) throw new DeclaredError('STALE', { version: 0, changedBy: null, changedAt: ports.clock.now() });
        const kept = { ...fee, source: programmeSource };
        const fees = index === null ? [...content.body.fees, kept] : content.body.fees.map((one, at) => (at === index ? kept : one));
        if (fee.validTo !== null && fee.validTo < fee.validFrom) throw new DeclaredError('INVALID', { issues: [{ path: 'fee.validTo', code: 'BEFORE' }] });
        if (overlapping(fees).length > 0) throw new DeclaredError('INVALID', { issues: [{ path: 'fee.validFrom', code: 'OVERLAP' }] });
        const sources = content.sources.some(({ code }) => code === programmeSource) ? content.sources : [...content.sources, { code: programmeSource, label: { fr: `Fixé par ${clinic.name}`, en: `Set by ${clinic.name}` } }];
        const version = nextClinicVersion(content.version, await feeVersions(db));
        await insertFees(db, { id: ports.newId(), content: { ...content, kind: feeCatalogueKind, version, status: 'unreviewed', sources, body: { ...content.body, fees } }, now: ports.clock.now() });
        await record(db, caller, 'fee.saved', null, { fee: fee.code, version });
        return { version };
      }),

    prepare: (caller: Caller, { month }: Inputs['workshops']['prepare']): Promise<Outputs['workshops']['prepare']> =>
      unitOfWork.write(async (db) => {
        const { until } = daysOf(month);
        const { fees, currency } = (await feesInForce(db)).body;
        const written = await everyOrigin(db);
        const known = new Set(written.filter(({ isVoid }) => !isVoid).map(({ origin }) => baseOrigin(origin)));
        const held = await heldUntil(db, until);
        // A workshop a line was written for once is never counted again, but where one of them was not held after all.
        const counted = new Set([...known].filter((origin) => origin.startsWith('sessions:')).flatMap(workshopsOf));
        const sessions = sessionLines(held.filter(({ id }) => !counted.has(id)), fees);
        const owed = [...sessions.lines, ...travelLines(held, fees), ...bundleLines(await enteredUntil(db, until), fees)].filter(({ origin }) => !known.has(origin));
        const taken = new Set(written.map(({ origin }) => origin));
        await insertLines(db, owed.map((line) => ({ ...line, origin: freshOrigin(line.origin, taken), id: ports.newId(), currency })), by(caller));
        if (owed.length > 0) await record(db, caller, 'ledger.prepared', null, { month, lines: owed.length });
        return { written: owed.length, unpriced: sessions.unpriced.length };
      }),

    ledger: async ({ month }: Inputs['workshops']['ledger']): Promise<Outputs['workshops']['ledger']> => {
      const { currency, lines } = await linesOf(month);
      return { currency, lines, sums: sumsOf(lines) };
    },

    /** @throws DeclaredError `NOT_FOUND`, `STALE`, `ILLEGAL_STATE`, `REASON_REQUIRED` to cancel */
    moveLine: (caller: Caller, { lineId, expectedVersion, move, reason }: Inputs['workshops']['moveLine']): Promise<Outputs['workshops']['moveLine']> =>
      unitOfWork.write(async (db) => {
        const row = await lineById(db, lineId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        if (row.version !== expectedVersion) throw stale(row);
        const state = movedTo(row, move);
        if (state === null) throw new DeclaredError('ILLEGAL_STATE', { state: row.state });
        if (move === 'cancel' && reason.trim() === '') throw new DeclaredError('REASON_REQUIRED');
        if (!(await moveLine(db, lineId, expectedVersion, { state, paidOn: state === 'paid' ? today() : null, reason: reason || row.reason }, by(caller)))) throw stale((await lineById(db, lineId)) ?? row);
        await record(db, caller, `ledger.${state}`, lineId, { cents: row.cents });
        return { version: expectedVersion + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (not paid, or taken back already) */
    correct: (caller: Caller, { correctionId, lineId, reason }: Inputs['workshops']['correct']): Promise<Outputs['workshops']['correct']> =>
      unitOfWork.write(async (db) => {
        const known = await lineById(db, correctionId);
        if (known) return { version: known.version };
        const row = await lineById(db, lineId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        if (!movesOf(row).includes('correct')) throw new DeclaredError('ILLEGAL_STATE', { state: row.isCorrected ? 'corrected' : row.state });
        await insertLines(db, [{ id: correctionId, practitionerId: row.practitionerId, kind: 'correction', feeCode: row.feeCode, origin: `correction:${row.id}`, quantity: row.quantity, cents: -row.cents, currency: row.currency, on: today(), corrects: row.id, reason }], by(caller));
        await record(db, caller, 'ledger.corrected', correctionId, { cents: -row.cents });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (not taken back, or replaced already) */
    replace: (caller: Caller, { replacementId, lineId, cents, reason }: Inputs['workshops']['replace']): Promise<Outputs['workshops']['replace']> =>
      unitOfWork.write(async (db) => {
        const known = await lineById(db, replacementId);
        if (known) return { version: known.version };
        const row = await lineById(db, lineId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        if (!movesOf(row).includes('replace')) throw new DeclaredError('ILLEGAL_STATE', { state: row.isReplaced ? 'replaced' : row.state });
        await insertLines(db, [{ id: replacementId, practitionerId: row.practitionerId, kind: row.kind, feeCode: row.feeCode, origin: `${replacementMark}${row.id}`, quantity: row.quantity, cents, currency: row.currency, on: today(), reason }], by(caller));
        await record(db, caller, 'ledger.replaced', replacementId, { cents });
        return { version: 1 };
      }),

    /** The lines to pay and paid of a month, as a file. */
    file: async (caller: Caller, { month, format, language }: Inputs['workshops']['file']) => {
      const { lines } = await linesOf(month);
      const shown = lines.filter(({ state }) => state === 'approved' || state === 'paid');
      await unitOfWork.write((db) => record(db, caller, 'ledger.exported', null, { month, lines: shown.length }));
      return ledgerFile(shown, { month, format, language });
    },
  };
}
