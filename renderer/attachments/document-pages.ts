/** How a page is drawn: pixels of the screen for a point of the page, and a turn in quarters clockwise. */
export interface Drawing {
  readonly scale: number;
  readonly quarters: number;
}

/** A page as it lies, before any turn; its size in points of the page. */
export interface DocumentPage {
  readonly width: number;
  readonly height: number;
  /** What it says, where the document has text: for those who do not see the picture. */
  readonly text: string;
  draw(canvas: HTMLCanvasElement, drawing: Drawing): Promise<void>;
}

export interface OpenDocument {
  readonly pages: number;
  /** @param number from 1 */
  page(number: number): Promise<DocumentPage>;
  close(): void;
}

/** A document that cannot be shown: damaged, locked by a password of its own, or too much work. */
export class DocumentUnreadableError extends Error {
  readonly reason: 'damaged' | 'password' | 'slow';

  constructor(reason: DocumentUnreadableError['reason']) {
    super(reason);
    this.name = 'DocumentUnreadableError';
    this.reason = reason;
  }
}

/** Largest drawing, in pixels; beyond it the page is drawn smaller and shown larger. */
const greatestDrawing = 40_000_000;

/** The scale asked for, or the greatest a drawing of this page may have. */
export function boundedScale(width: number, height: number, scale: number): number {
  return Math.min(scale, Math.sqrt(greatestDrawing / (width * height)));
}
