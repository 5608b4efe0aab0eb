/** Links of video visits: the clinic's own service, a room name nobody can guess. */

const placeholder = '{room}';
/** Without look-alikes, lower case: a name can be read out on the telephone. 32 letters, five bits each. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Random bytes a room name is made from: 160 bits. */
export const roomBytes = 20;

/** A room name of 32 characters in groups of eight. */
export function roomName(bytes: Uint8Array): string {
  if (bytes.length < roomBytes) throw new RangeError('a room name needs 160 random bits');
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)?.map((five) => alphabet[Number.parseInt(five, 2)]).join('') ?? '';
  return letters.match(/.{8}/g)?.join('-') ?? letters;
}

/** The link of a visit. Without a template there is none. */
export function videoLink(template: string | null, bytes: Uint8Array): string | null {
  return template === null ? null : template.replace(placeholder, roomName(bytes));
}

/** What is wrong with a template, or null. It must be an https address with `{room}` once, outside the host. */
export function templateProblem(template: string): 'ROOM_MISSING' | 'NOT_HTTPS' | null {
  if (template.split(placeholder).length !== 2) return 'ROOM_MISSING';
  const address = template.replace(placeholder, 'room');
  if (!URL.canParse(address)) return 'NOT_HTTPS';
  const { protocol, username, password, host } = new URL(address);
  if (protocol !== 'https:' || username !== '' || password !== '') return 'NOT_HTTPS';
  return new URL(template.replace(placeholder, 'other')).host === host ? null : 'ROOM_MISSING';
}
