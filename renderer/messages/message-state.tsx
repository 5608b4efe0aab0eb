import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageCause, MessageState } from '#contract/messages.ts';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';

const icons = {
  prepared: 'clock', ready: 'check', held: 'pause', sending: 'clock', sent: 'check', printed: 'print', exported: 'download', failed: 'alert', unclear: 'alert', withdrawn: 'undo', cancelled: 'close',
} as const satisfies Record<MessageState, IconName>;
const inks: Readonly<Partial<Record<MessageState, string>>> = { ready: 'accent', sent: 'ok', printed: 'ok', exported: 'ok', failed: 'danger', unclear: 'warn', held: 'warn' };

/** Where a message stands, and why the program put it there. */
export function MessageStateWord({ state, cause }: { readonly state: MessageState; readonly cause: MessageCause | null }): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <span className={`row ${inks[state] ?? 'ink-2'}`}>
      <Icon name={icons[state]} size="small" />
      <span>{cause === null ? t(`state.${state}`) : t('stateWhy', { state: t(`state.${state}`), why: t(`cause.${cause}`) })}</span>
    </span>
  );
}
