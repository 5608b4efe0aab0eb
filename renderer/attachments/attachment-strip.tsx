import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#contract/attachments';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { FileChoice, FileDrop } from './file-choice.tsx';
import { RefusalNotice, useSize } from './refusal-notice.tsx';
import { useAttach, useAttachments } from './use-attachments.ts';
import './attachments.css';

export interface AttachmentStripProps {
  readonly referralId: string;
  /** The paper being read, or null. */
  readonly openId: string | null;
  readonly onOpen: (attachmentId: string | null) => void;
}

/** The papers of a request, to be read, added and put back: V opens the first, A adds. */
export function AttachmentStrip({ referralId, openId, onOpen }: AttachmentStripProps): ReactElement {
  const { t } = useTranslation('attachments');
  const mayAdd = usePermission('referral.complete');
  const papers = useAttachments(referralId);
  const attach = useAttach(referralId);
  const present = (papers.data ?? []).filter(({ removed }) => removed === null);
  const removed = (papers.data ?? []).filter((paper) => paper.removed !== null);
  const first = present[0]?.id;
  useShortcut('v', () => onOpen(openId === null ? (first ?? null) : null), { label: t('open'), enabled: first !== undefined });
  if (!mayAdd && papers.data?.length === 0) return <></>;
  return (
    <FileDrop onFiles={(files) => mayAdd && attach.mutate(files)}>
      <h3>
        {t('title')} {present.length > 0 && <span className="meta">{present.length}</span>}
      </h3>
      {papers.isError && <ErrorNotice what={t('listFailed')} error={papers.error} onRetry={() => void papers.refetch()} />}
      {attach.isError && <RefusalNotice error={attach.error} />}
      <div className="attachment-strip">
        {present.map((paper) => (
          <PaperButton key={paper.id} paper={paper} isOpen={paper.id === openId} onOpen={() => onOpen(paper.id === openId ? null : paper.id)} />
        ))}
        {mayAdd && <FileChoice keys="a" busy={attach.isPending} onFiles={(files) => attach.mutate(files)} />}
        {attach.isPending && (
          <span className="meta" role="status">
            {t('sending')}
          </span>
        )}
      </div>
      {removed.map((paper) => (
        <RemovedPaper key={paper.id} paper={paper} mayRestore={mayAdd} />
      ))}
    </FileDrop>
  );
}

/** A paper as a button that opens it. */
export function PaperButton({ paper, isOpen, onOpen }: { readonly paper: Attachment; readonly isOpen: boolean; readonly onOpen: () => void }): ReactElement {
  const { t } = useTranslation('attachments');
  const size = useSize();
  return (
    <button type="button" className="attachment-chip" aria-pressed={isOpen} onClick={onOpen}>
      <Icon name="attachment" size="small" />
      <span className="ellipsis">{paper.name}</span>
      <span className="meta no-wrap">{paper.pages === null ? size(paper.bytes) : t('pages', { count: paper.pages })}</span>
    </button>
  );
}

function RemovedPaper({ paper, mayRestore }: { readonly paper: Attachment; readonly mayRestore: boolean }): ReactElement | null {
  const { t } = useTranslation('attachments');
  const f = useFormat();
  const queries = useQueryClient();
  const restore = useMutation(api.attachments.restore.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.attachments.key() }) }));
  if (!paper.removed) return null;
  return (
    <div className="attachment-removed">
      <span className="meta grow">{t('removedBy', { name: paper.name, by: paper.removed.by, when: f.instant(paper.removed.at, 'short'), reason: paper.removed.reason })}</span>
      {restore.isError && <span className="danger">{t('restoreFailed')}</span>}
      {mayRestore && (
        <Button small tone="text" onClick={() => restore.mutate({ attachmentId: paper.id })}>
          {t('restore')}
        </Button>
      )}
    </div>
  );
}
