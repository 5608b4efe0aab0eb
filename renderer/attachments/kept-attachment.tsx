import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#contract/attachments';
import { api, client } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { DocumentViewer } from './document-viewer.tsx';
import { useAttachmentBytes, useAttachments } from './use-attachments.ts';

export interface KeptAttachmentProps {
  readonly referralId: string;
  readonly attachmentId: string;
  readonly onOpen: (attachmentId: string | null) => void;
  readonly autoFocus?: boolean;
}

/** A paper of a request in the viewer, with its name, its way out, and the papers beside it. */
export function KeptAttachment({ referralId, attachmentId, onOpen, autoFocus = true }: KeptAttachmentProps): ReactElement | null {
  const { t } = useTranslation('attachments');
  const papers = useAttachments(referralId);
  const bytes = useAttachmentBytes(attachmentId);
  const mayChange = usePermission('referral.complete');
  const [panel, setPanel] = useState<'rename' | 'remove' | null>(null);
  const present = (papers.data ?? []).filter(({ removed }) => removed === null);
  const index = present.findIndex(({ id }) => id === attachmentId);
  const paper = present[index];
  if (!paper) return null;
  const neighbour = (step: 1 | -1): (() => void) | undefined => {
    const other = present[index + step];
    return other && (() => onOpen(other.id));
  };
  if (!bytes.data) {
    return (
      <section className="viewer" aria-label={t('viewer.label', { name: paper.name })}>
        <header className="viewer-bar">
          <b className="ellipsis grow">{paper.name}</b>
          <IconButton icon="close" label={t('viewer.close')} onClick={() => onOpen(null)} />
        </header>
        <div className="viewer-scroll">{bytes.isError ? <ErrorNotice what={t('openFailed')} error={bytes.error} onRetry={() => void bytes.refetch()} /> : <SkeletonRows rows={10} />}</div>
      </section>
    );
  }
  return (
    <DocumentViewer
      key={attachmentId}
      name={paper.name}
      mediaType={paper.mediaType}
      bytes={bytes.data}
      autoFocus={autoFocus}
      onClose={() => onOpen(null)}
      onPrevious={neighbour(-1)}
      onNext={neighbour(1)}
      actions={
        mayChange && (
          <>
            <Button small tone="quiet" expanded={panel === 'rename'} onClick={() => setPanel(panel === 'rename' ? null : 'rename')}>
              {t('rename')}
            </Button>
            <Button small tone="quiet" expanded={panel === 'remove'} onClick={() => setPanel(panel === 'remove' ? null : 'remove')}>
              {t('remove')}
            </Button>
          </>
        )
      }
      note={panel && <ChangePanel key={panel} paper={paper} panel={panel} onDone={() => setPanel(null)} onRemoved={() => onOpen(null)} />}
    />
  );
}

interface ChangePanelProps {
  readonly paper: Attachment;
  readonly panel: 'rename' | 'remove';
  readonly onDone: () => void;
  readonly onRemoved: () => void;
}

/** One line to write: the new name, or why the paper is taken off. */
function ChangePanel({ paper, panel, onDone, onRemoved }: ChangePanelProps): ReactElement {
  const { t } = useTranslation(['attachments', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState(panel === 'rename' ? paper.name : '');
  const [tried, setTried] = useState(false);
  const reload = () => queries.invalidateQueries({ queryKey: api.attachments.key() });
  const change = useMutation({
    mutationFn: (words: string) => (panel === 'rename' ? client.attachments.rename({ attachmentId: paper.id, name: words }) : client.attachments.remove({ attachmentId: paper.id, reason: words })),
    onSuccess: () => {
      void reload();
      if (panel === 'rename') return onDone();
      toast({
        text: t('attachments:toast.removed', { name: paper.name }),
        undo: async () => {
          await client.attachments.restore({ attachmentId: paper.id });
          await reload();
          return null;
        },
      });
      onRemoved();
    },
  });
  const submit = (): void => {
    setTried(true);
    if (text.trim() !== '' && !change.isPending) change.mutate(text.trim());
  };
  useShortcut('Escape', onDone, { inFields: true });
  return (
    <form
      className="viewer-panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {change.isError && <ErrorNotice what={t('attachments:changeFailed')} error={change.error} kept />}
      <TextField
        label={t(panel === 'rename' ? 'attachments:name' : 'attachments:reason')}
        value={text}
        maxLength={panel === 'rename' ? 200 : 500}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        error={tried && text.trim() === '' ? t('common:field.required') : undefined}
      />
      <div className="row">
        <Button small type="submit">
          {t(panel === 'rename' ? 'attachments:rename' : 'attachments:remove')}
        </Button>
        <Button small tone="quiet" keys="Escape" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
