import { z } from 'zod';
import { lastingDraftForms } from '#contract/drafts.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { sealWithDataKey, unsealWithDataKey, wrapped } from '../platform/keys/keyring.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { type DraftKey, findDraft, putDraft, removeDraft, removeDraftsBefore } from './draft-repository.ts';

/** Purpose under which drafts are sealed. */
const purpose = 'draft';
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** What is sealed: the writing, and whose it is, so that a row moved to another name does not open. */
const writing = z.object({ userId: z.string(), form: z.string(), recordId: z.string(), value: z.string() });

/** What somebody is still writing: theirs alone, sealed, one a form and record. */
export function createDraftService({ unitOfWork, ports, store }: ServiceDependencies) {
  const open = (sealed: string, key: DraftKey): string | null => {
    try {
      const plain = unsealWithDataKey(store.dataKey, purpose, wrapped.parse(JSON.parse(sealed)));
      if (!plain) return null;
      const read = writing.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
      return read.userId === key.userId && read.form === key.form && read.recordId === key.recordId ? read.value : null;
    } catch {
      // Changed by other hands, or of another format: there is nothing to take up.
      return null;
    }
  };

  return {
    find: async (caller: Caller, { form, recordId }: Inputs['drafts']['find']): Promise<Outputs['drafts']['find']> => {
      const key = { userId: caller.userId, form, recordId };
      const row = await unitOfWork.read((db) => findDraft(db, key));
      const value = row ? open(row.sealed, key) : null;
      return row && value !== null ? { value, savedAt: row.updated_at } : null;
    },

    save: async (caller: Caller, { form, recordId, value }: Inputs['drafts']['save']): Promise<Outputs['drafts']['save']> => {
      const key = { userId: caller.userId, form, recordId };
      const now = ports.clock.now();
      const sealed = JSON.stringify(sealWithDataKey(store.dataKey, purpose, Buffer.from(JSON.stringify({ ...key, value }))));
      await unitOfWork.write((db) => putDraft(db, key, { id: ports.newId(), sealed, now }));
      return { savedAt: now };
    },

    discard: async (caller: Caller, { form, recordId }: Inputs['drafts']['discard']): Promise<Outputs['drafts']['discard']> => ({
      discarded: await unitOfWork.write((db) => removeDraft(db, { userId: caller.userId, form, recordId })),
    }),

    /** Forgets what nobody has touched for thirty days, but for the forms that last; at each opening of the clinic. */
    forgetOld: async (): Promise<number> => {
      const before = addMilliseconds(ports.clock.now(), -keptMilliseconds);
      return unitOfWork.write((db) => removeDraftsBefore(db, before, lastingDraftForms));
    },
  };
}
