import type { z } from 'zod';
import { equipmentKind } from '#contract/resources.ts';
import { visitType, type VisitTypeEntry } from '#contract/visit-types.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { visitPurposes } from '../visit-purposes.ts';
import { everyType, type KeptType } from './visit-type-rules.ts';

const { roles, classes, modalities } = visitType.shape;
const listOf = <Schema extends z.ZodType>(schema: Schema, json: string): z.infer<Schema> => schema.parse(JSON.parse(json));

/** Every type of visit of the clinic. */
export async function visitTypesOf(db: ReadExecutor): Promise<VisitTypeEntry[]> {
  const rows = await db.selectFrom('visit_type').selectAll().orderBy('code').limit(200).execute();
  return everyType(
    visitPurposes,
    rows.map((row): KeptType => ({
      code: row.code, label: row.label_fr === null || row.label_en === null ? null : { fr: row.label_fr, en: row.label_en }, minutes: row.minutes, bufferBefore: row.buffer_before, bufferAfter: row.buffer_after,
      roles: listOf(roles, row.roles), classes: listOf(classes, row.classes), modalities: listOf(modalities, row.modalities), needsRoom: row.needs_room === 1, equipment: equipmentKind.nullable().parse(row.equipment), retired: row.retired_at !== null, version: row.version,
    })),
  );
}

/** The type of that code, offered or not; null for none; undefined for one nobody knows. */
export async function visitTypeOf(db: ReadExecutor, code: string | null): Promise<VisitTypeEntry | null | undefined> {
  return code === null ? null : (await visitTypesOf(db)).find((type) => type.code === code);
}

/** Who changed a type last, and when. */
export async function typeChange(db: ReadExecutor, code: string): Promise<{ changedAt: string; changedBy: string | null } | undefined> {
  const row = await db.selectFrom('visit_type as v').leftJoin('user_account as u', 'u.id', 'v.changed_by').select(['v.changed_at', 'u.display_name']).where('v.code', '=', code).executeTakeFirst();
  return row && { changedAt: row.changed_at, changedBy: row.display_name };
}

/** Writes a type where its version is still the expected one (0: not written yet); false when it is not. */
export async function writeType(db: WriteExecutor, type: KeptType, { expectedVersion, now, userId }: { expectedVersion: number; now: string; userId: string }): Promise<boolean> {
  const values = {
    label_fr: type.label?.fr ?? null, label_en: type.label?.en ?? null, minutes: type.minutes, buffer_before: type.bufferBefore, buffer_after: type.bufferAfter, roles: JSON.stringify(type.roles), classes: JSON.stringify(type.classes),
    modalities: JSON.stringify(type.modalities), needs_room: type.needsRoom ? 1 : 0, equipment: type.equipment, retired_at: type.retired ? now : null, version: expectedVersion + 1, changed_at: now, changed_by: userId,
  };
  if (expectedVersion === 0) {
    const { numInsertedOrUpdatedRows } = await db.insertInto('visit_type').values({ code: type.code, ...values }).onConflict((conflict) => conflict.column('code').doNothing()).executeTakeFirst();
    return Number(numInsertedOrUpdatedRows) === 1;
  }
  const { numUpdatedRows } = await db.updateTable('visit_type').set(values).where('code', '=', type.code).where('version', '=', expectedVersion).executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}
