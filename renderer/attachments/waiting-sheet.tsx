import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { FileChoice, FileDrop } from './file-choice.tsx';
import { RefusalNotice, useSize } from './refusal-notice.tsx';
import type { WaitingPapers } from './use-waiting-papers.ts';
import './attachments.css';

export interface WaitingSheetProps {
  readonly waiting: WaitingPapers;
  readonly openId: string | null;
  readonly onOpen: (attachmentId: string | null) => void;
}

/** The papers of a request being typed: chosen or dropped, read beside the form, attached when it is saved. */
export function WaitingSheet({ waiting, openId, onOpen }: WaitingSheetProps): ReactElement {
  const { t } = useTranslation('attachments');
  const size = useSize();
  return (
    <FileDrop onFiles={waiting.add}>
      <Sheet title={t('title')} note={waiting.papers.length === 0 ? t('hint') : undefined} actions={<FileChoice keys="Control+J" busy={false} onFiles={waiting.add} />}>
        {waiting.papers.map((paper) => (
          <div key={paper.attachmentId}>
            {paper.state.is === 'refused' && <RefusalNotice error={paper.state.error} name={paper.name} />}
            <div className="attachment-waiting">
              <Icon name="attachment" size="small" />
              <span className="ellipsis">{paper.name}</span>
              <span className="meta no-wrap grow">{paper.state.is === 'sending' ? t('sending') : size(paper.file.size)}</span>
              {paper.state.is === 'ready' && (
                <Button small tone="text" expanded={openId === paper.attachmentId} onClick={() => onOpen(openId === paper.attachmentId ? null : paper.attachmentId)}>
                  {t('read')}
                </Button>
              )}
              {waiting.canRetry(paper) && (
                <Button small tone="text" onClick={() => waiting.retry(paper)}>
                  {t('again')}
                </Button>
              )}
              <Button
                small
                tone="text"
                onClick={() => {
                  if (openId === paper.attachmentId) onOpen(null);
                  waiting.drop(paper.attachmentId);
                }}
              >
                {t('drop')}
              </Button>
            </div>
          </div>
        ))}
      </Sheet>
    </FileDrop>
  );
}
