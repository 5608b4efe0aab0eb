import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { subkey } from '../keys/keyring.ts';

const fileName = 'audit-heads.json';

/** More than a year of daily verifications; the newest say the most. */
const mostHeads = 400;

const auditHead = z.object({ seq: z.int().min(0), hash: z.string().max(128), at: z.string().max(30) });
/** A head of the audit trail as a verification found it, and when. */
export type KeptHead = z.infer<typeof auditHead>;

const headsFile = z.object({ format: z.literal(1), heads: z.array(auditHead), mac: z.string() });

export interface KeptHeads {
  readonly state: 'whole' | 'absent' | 'changed';
  /** Oldest first; empty unless the file is whole. */
  readonly heads: readonly KeptHead[];
}

/** Heads of the audit trail kept outside the database, under a code of the data key: a trail cut short shows against them. */
export function readAuditHeads(directory: string, dataKey: Uint8Array): KeptHeads {
  const path = join(directory, fileName);
  if (!existsSync(path)) return { state: 'absent', heads: [] };
  try {
    const { heads, mac } = headsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    const expected = Buffer.from(codeOf(heads, dataKey));
    const found = Buffer.from(mac);
    return expected.length === found.length && timingSafeEqual(expected, found) ? { state: 'whole', heads } : { state: 'changed', heads: [] };
  } catch {
    // Half of a file, another format: whatever it says cannot be relied on.
    return { state: 'changed', heads: [] };
  }
}

/** Adds a head to those kept; written beside, then put in place. */
export function keepAuditHead(directory: string, dataKey: Uint8Array, head: KeptHead): void {
  const heads = [...readAuditHeads(directory, dataKey).heads, head].slice(-mostHeads);
  const path = join(directory, fileName);
  const beside = `${path}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify({ format: 1, heads, mac: codeOf(heads, dataKey) }, null, 1));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, path);
}

function codeOf(heads: readonly KeptHead[], dataKey: Uint8Array): string {
  return createHmac('sha256', subkey(dataKey, 'audit-heads')).update(JSON.stringify(heads.map(({ seq, hash, at }) => [seq, hash, at]))).digest('hex');
}
