import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentMediaType } from '#contract/attachments';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DocumentUnreadableError, type OpenDocument } from './document-pages.ts';
import { openDocument } from './open-document.ts';
import { PageCanvas } from './page-canvas.tsx';
import './attachments.css';

export interface DocumentViewerProps {
  readonly name: string;
  readonly mediaType: AttachmentMediaType;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly onClose: () => void;
  /** To the paper before or after; absent where there is none. */
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  /** At the right of the name. */
  readonly actions?: ReactNode;
  /** Between the bar and the page. */
  readonly note?: ReactNode;
  /** Takes the keyboard when it opens. */
  readonly autoFocus?: boolean;
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

/** One document in the page: pages, size and turn by keyboard or mouse. Nothing of it runs. */
export function DocumentViewer({ name, mediaType, bytes, onClose, onPrevious, onNext, actions, note, autoFocus = true }: DocumentViewerProps): ReactElement {
  const { t } = useTranslation(['attachments', 'common']);
  const { document: opened, failure } = useOpenDocument(bytes, mediaType);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [quarters, setQuarters] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const pages = opened?.pages ?? 1;

  const turnTo = (number: number): void => {
    setPage(Math.min(Math.max(number, 1), pages));
    scroller.current?.scrollTo({ top: 0 });
  };
  const zoomBy = (step: 1 | -1): void => setZoom((now) => zooms[Math.min(Math.max(zooms.findIndex((one) => one === now) + step, 0), zooms.length - 1)] ?? 1);
  const turn = (): void => setQuarters((now) => (now + 1) % 4);

  useEffect(() => {
    if (autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [autoFocus, opened]);

  useShortcut('PageDown', () => turnTo(page + 1), { label: t('key.nextPage'), enabled: pages > 1 });
  useShortcut('PageUp', () => turnTo(page - 1), { label: t('key.previousPage'), enabled: pages > 1 });
  useShortcut('Alt+PageDown', () => turnTo(page + 1), { inFields: true, enabled: pages > 1 });
  useShortcut('Alt+PageUp', () => turnTo(page - 1), { inFields: true, enabled: pages > 1 });
  useShortcut('Plus', () => zoomBy(1), { label: t('key.larger') });
  useShortcut('-', () => zoomBy(-1), { label: t('key.smaller') });
  useShortcut('0', () => setZoom(1), { label: t('key.fit') });
  useShortcut('t', turn, { label: t('key.turn') });
  useShortcut(']', () => onNext?.(), { label: t('key.next'), enabled: onNext !== undefined });
  useShortcut('[', () => onPrevious?.(), { label: t('key.previous'), enabled: onPrevious !== undefined });
  useShortcut('Escape', onClose, { label: t('key.close') });

  /** Inside the viewer its signs come before the digits that lie in their place on AZERTY. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.target !== scroller.current) return;
    if (event.key === '-') zoomBy(-1);
    else if (event.key === '+') zoomBy(1);
    else return;
    event.preventDefault();
  };

  return (
    <section className="viewer" aria-label={t('attachments:viewer.label', { name })}>
      <header className="viewer-bar">
        <Icon name="attachment" />
        <b className="ellipsis viewer-name">{name}</b>
        <span className="grow" />
        {actions}
        <IconButton icon="close" label={t('attachments:viewer.close')} keys="Escape" onClick={onClose} />
      </header>
      {opened && (
        <div className="viewer-bar viewer-tools">
          <IconButton icon="chevronLeft" label={t('attachments:key.previousPage')} keys="PageUp" onClick={() => turnTo(page - 1)} />
          <span className="numeric no-wrap" aria-live="polite">
            {t('attachments:viewer.page', { page, pages })}
          </span>
          <IconButton icon="chevronRight" label={t('attachments:key.nextPage')} keys="PageDown" onClick={() => turnTo(page + 1)} />
          <span className="grow" />
          <IconButton icon="minus" label={t('attachments:key.smaller')} keys="-" onClick={() => zoomBy(-1)} />
          <span className="numeric no-wrap" aria-live="polite">
            {t('attachments:viewer.zoom', { percent: Math.round(zoom * 100) })}
          </span>
          <IconButton icon="plus" label={t('attachments:key.larger')} keys="Plus" onClick={() => zoomBy(1)} />
          <Button small tone="quiet" keys="t" onClick={turn}>
            {t('attachments:viewer.turn')}
          </Button>
        </div>
      )}
      {note}
      <div ref={scroller} className="viewer-scroll" role="group" aria-label={t('attachments:viewer.content', { name })} tabIndex={0} onKeyDown={onKeyDown}>
        {failure && (
          <div className="note note-warn" role="alert">
            <Icon name="alert" />
            <span>{t(`attachments:unreadable.${failure}`)}</span>
          </div>
        )}
        {!opened && !failure && <SkeletonRows rows={10} />}
        {opened && <PageCanvas document={opened} number={page} zoom={zoom} quarters={quarters} label={t('attachments:viewer.pageOf', { page, pages, name })} />}
      </div>
    </section>
  );
}

/** The document while it is shown; closed, with its reader, when another takes its place. */
function useOpenDocument(bytes: Uint8Array<ArrayBuffer>, mediaType: AttachmentMediaType): { readonly document: OpenDocument | null; readonly failure: DocumentUnreadableError['reason'] | null } {
  const [state, setState] = useState<{ readonly document: OpenDocument | null; readonly failure: DocumentUnreadableError['reason'] | null }>({ document: null, failure: null });
  useEffect(() => {
    let gone = false;
    let shown: OpenDocument | null = null;
    openDocument(bytes, mediaType).then(
      (document) => {
        if (gone) return document.close();
        shown = document;
        setState({ document, failure: null });
      },
      (error: unknown) => {
        if (!gone) setState({ document: null, failure: error instanceof DocumentUnreadableError ? error.reason : 'damaged' });
      },
    );
    return () => {
      gone = true;
      shown?.close();
    };
  }, [bytes, mediaType]);
  return state;
}
