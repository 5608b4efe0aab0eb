import { sealWithDataKey, unsealWithDataKey, wrapped } from '../platform/keys/keyring.ts';

/** The password of a calendar server, sealed under the clinic's data key. */

const purpose = 'calendar-push';

export function sealPassword(password: string, dataKey: Uint8Array): string {
  return JSON.stringify(sealWithDataKey(dataKey, purpose, Buffer.from(password, 'utf8')));
}

/** The password, or null where it was sealed under another key. */
export function openPassword(secret: string, dataKey: Uint8Array): string | null {
  const opened = unsealWithDataKey(dataKey, purpose, wrapped.parse(JSON.parse(secret)));
  return opened && Buffer.from(opened).toString('utf8');
}

/** The same under a new key; as it was where it is under that already, so that an interrupted change of key can go on. */
export function resealPassword(secret: string, from: Uint8Array, to: Uint8Array): string {
  const password = openPassword(secret, from);
  return password === null ? secret : sealPassword(password, to);
}
