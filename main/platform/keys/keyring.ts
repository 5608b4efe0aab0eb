import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { recoverySecret } from './recovery-key.ts';

/**
 * One random 256-bit data key per clinic, wrapped once per way in. Any slot opens the store;
 * only a person's sign-in gives permissions. The file is clear text: login names, no other personal data.
 */

/** Bytes sealed with AES-256-GCM: a wrapped key, or a small secret. */
export const wrapped = z.object({ iv: z.base64(), tag: z.base64(), key: z.base64() });
const argon2Parameters = z.object({
  algorithm: z.literal('argon2id'),
  salt: z.base64(),
  memoryKibibytes: z.int().min(8 * 1024).max(1024 * 1024),
  passes: z.int().min(1).max(20),
  lanes: z.int().min(1).max(8),
});

export const keySlot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.uuid(), login: z.string(), derivation: argon2Parameters, wrapped }),
  z.object({ kind: z.literal('passphrase'), derivation: argon2Parameters, wrapped }),
  z.object({ kind: z.literal('recovery'), wrapped }),
  z.object({ kind: z.literal('workstation'), workstationId: z.uuid(), wrapped }),
]);
export type KeySlot = z.infer<typeof keySlot>;
export type UserSlot = Extract<KeySlot, { kind: 'user' }>;

export const keyring = z.object({
  format: z.literal(1),
  clinicId: z.uuid(),
  /** Shown before the key is given. */
  clinicName: z.string(),
  demonstration: z.boolean(),
  engine: z.enum(['sqlite', 'postgres']),
  /** PostgreSQL connection string under the data key. */
  connection: wrapped.nullable(),
  slots: z.array(keySlot),
});
export type Keyring = z.infer<typeof keyring>;

/** The library's number for Argon2id (its enum is erased at compile time). */
const argon2id = 2;

/** 64 MiB, three passes: about a tenth of a second on a desktop. */
const defaultDerivation = { algorithm: 'argon2id', memoryKibibytes: 64 * 1024, passes: 3, lanes: 1 } as const;

/** A new data key. */
export function newDataKey(): Uint8Array {
  return randomBytes(32);
}

/** A slot for a person's password. */
export async function userSlot(clinicId: string, user: { userId: string; login: string }, password: string, dataKey: Uint8Array): Promise<UserSlot> {
  const { derivation, secret } = await derive(password);
  return { kind: 'user', ...user, derivation, wrapped: seal(secret, dataKey, boundTo(clinicId, { kind: 'user', ...user })) };
}

/** The slot for the clinic's passphrase (server, command line, scheduled tasks). */
export async function passphraseSlot(clinicId: string, passphrase: string, dataKey: Uint8Array): Promise<KeySlot> {
  const { derivation, secret } = await derive(passphrase);
  return { kind: 'passphrase', derivation, wrapped: seal(secret, dataKey, boundTo(clinicId, { kind: 'passphrase' })) };
}

/** The slot for the printed recovery key, which is random enough to need no slow derivation. */
export function recoverySlot(clinicId: string, groups: readonly string[], dataKey: Uint8Array): KeySlot {
  return { kind: 'recovery', wrapped: seal(recoveryWrappingKey(groups), dataKey, boundTo(clinicId, { kind: 'recovery' })) };
}

/**
 * A slot for one computer, whose secret is kept by its system's key store: it spares the passphrase after a restart.
 *
 * @param secret base64 of 32 random bytes
 */
export function workstationSlot(clinicId: string, workstationId: string, secret: string, dataKey: Uint8Array): KeySlot {
  const slot = { kind: 'workstation', workstationId } as const;
  return { ...slot, wrapped: seal(workstationWrappingKey(secret), dataKey, boundTo(clinicId, slot)) };
}

/** A secret for such a slot. */
export function newWorkstationSecret(): string {
  return randomBytes(32).toString('base64');
}

/** Opens a slot; null when the secret is not the right one (or the slot was tampered with). */
export async function openSlot(clinicId: string, slot: KeySlot, secret: string | readonly string[]): Promise<Uint8Array | null> {
  if (slot.kind === 'recovery') {
    return typeof secret === 'string' ? null : unseal(recoveryWrappingKey(secret), slot.wrapped, boundTo(clinicId, slot));
  }
  if (typeof secret !== 'string') return null;
  if (slot.kind === 'workstation') return unseal(workstationWrappingKey(secret), slot.wrapped, boundTo(clinicId, slot));
  const { memoryKibibytes, passes, lanes, salt } = slot.derivation;
  const key = await hashRaw(secret.normalize('NFC'), {
    algorithm: argon2id, memoryCost: memoryKibibytes, timeCost: passes, parallelism: lanes, outputLen: 32, salt: Buffer.from(salt, 'base64'),
  });
  return unseal(key, slot.wrapped, boundTo(clinicId, slot));
}

/**
 * What a slot is bound to: the clinic, its kind and its person. The file is clear text: without the person, somebody
 * who may write it could put another's name on their own slot and sign in as them.
 */
function boundTo(
  clinicId: string,
  slot: { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'workstation'; readonly workstationId: string } | { readonly kind: 'passphrase' | 'recovery' },
): string {
  if (slot.kind === 'user') return `${clinicId}:user:${slot.userId}`;
  return slot.kind === 'workstation' ? `${clinicId}:workstation:${slot.workstationId}` : `${clinicId}:${slot.kind}`;
}

/** Seals bytes under the data key, for the keyring's connection string and other small secrets. */
export function sealWithDataKey(dataKey: Uint8Array, purpose: string, plain: Uint8Array): z.infer<typeof wrapped> {
  return seal(subkey(dataKey, purpose), plain, purpose);
}

/** Opens what `sealWithDataKey` sealed; null when it was changed. */
export function unsealWithDataKey(dataKey: Uint8Array, purpose: string, sealed: z.infer<typeof wrapped>): Uint8Array | null {
  return unseal(subkey(dataKey, purpose), sealed, purpose);
}

/** A key for one purpose (`audit`, `connection`, `intake` …), derived from the data key by HKDF-SHA-256. */
export function subkey(dataKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), `relais:${purpose}`, 32));
}

async function derive(password: string): Promise<{ derivation: z.infer<typeof argon2Parameters>; secret: Uint8Array }> {
  const salt = randomBytes(16);
  const { memoryKibibytes, passes, lanes } = defaultDerivation;
  const secret = await hashRaw(password.normalize('NFC'), {
    algorithm: argon2id, memoryCost: memoryKibibytes, timeCost: passes, parallelism: lanes, outputLen: 32, salt,
  });
  return { derivation: { ...defaultDerivation, salt: salt.toString('base64') }, secret };
}

function recoveryWrappingKey(groups: readonly string[]): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', recoverySecret(groups), new Uint8Array(0), 'relais:recovery', 32));
}

function workstationWrappingKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64'), new Uint8Array(0), 'relais:workstation', 32));
}

function seal(key: Uint8Array, plain: Uint8Array, additional: string): z.infer<typeof wrapped> {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(additional));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), key: sealed.toString('base64') };
}

function unseal(key: Uint8Array, sealed: z.infer<typeof wrapped>, additional: string): Uint8Array | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 })
      .setAAD(Buffer.from(additional))
      .setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.key, 'base64')), decipher.final()]);
  } catch {
    // A wrong secret or a changed file: the tag does not agree, or a part has not even its length.
    return null;
  }
}
