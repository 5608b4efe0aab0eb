import { z } from 'zod';
import type { SendingChannel } from '#contract/message-channels.ts';
import { sealWithDataKey, unsealWithDataKey, wrapped } from '../platform/keys/keyring.ts';

/** Purpose under which the passwords and tokens of channels are sealed; each is bound to its channel. */
const purpose = 'message-channel';

const kept = z.object({ channel: z.string(), secret: z.string() });

export function sealChannelSecret(dataKey: Uint8Array, channel: SendingChannel, secret: string): string {
  return JSON.stringify(sealWithDataKey(dataKey, purpose, Buffer.from(JSON.stringify({ channel, secret }))));
}

/** @throws Error when it was changed, or is of the other channel */
export function openChannelSecret(dataKey: Uint8Array, channel: SendingChannel, sealed: string): string {
  const plain = unsealWithDataKey(dataKey, purpose, wrapped.parse(JSON.parse(sealed)));
  if (plain === null) throw new Error('the secret of a channel does not open');
  const read = kept.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  if (read.channel !== channel) throw new Error('the secret of another channel');
  return read.secret;
}

/** The same under another data key. */
export function resealChannelSecret(sealed: string, oldKey: Uint8Array, dataKey: Uint8Array): string {
  const plain = unsealWithDataKey(oldKey, purpose, wrapped.parse(JSON.parse(sealed)));
  if (plain === null) throw new Error('the secret of a channel does not open');
  return JSON.stringify(sealWithDataKey(dataKey, purpose, plain));
}
