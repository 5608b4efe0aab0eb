import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import type { DocumentPage, OpenDocument } from './document-pages.ts';

export interface PageCanvasProps {
  readonly document: OpenDocument;
  /** From 1. */
  readonly number: number;
  /** 1 fits the width of the pane. */
  readonly zoom: number;
  readonly quarters: number;
  readonly label: string;
}

/** One page, drawn for the pixels of this screen. */
export function PageCanvas({ document: opened, number, zoom, quarters, label }: PageCanvasProps): ReactElement {
  const { t } = useTranslation('attachments');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [page, setPage] = useState<DocumentPage | null>(null);
  const [failed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    let gone = false;
    opened.page(number).then(
      (found) => {
        if (gone) return;
        setPage(found);
        setFailed(false);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [opened, number]);

  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  const lies = quarters % 2 === 1;
  const across = page ? (lies ? page.height : page.width) : 1;
  const along = page ? (lies ? page.width : page.height) : 1;
  const shownWidth = width * zoom;
  useEffect(() => {
    if (!page || !canvas.current || shownWidth === 0) return;
    let gone = false;
    page.draw(canvas.current, { scale: (shownWidth / across) * window.devicePixelRatio, quarters }).catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
    };
  }, [page, across, shownWidth, quarters]);

  return (
    <div ref={frame} className="viewer-frame">
      {failed && (
        <div className="note note-warn" role="alert">
          <Icon name="alert" />
          <span>{t('unreadable.page')}</span>
        </div>
      )}
      {page && !failed && (
        <>
          <canvas ref={canvas} className="viewer-page" role="img" aria-label={label} style={{ width: shownWidth, height: (shownWidth * along) / across }} />
          <p className="visually-hidden">{page.text}</p>
        </>
      )}
    </div>
  );
}
