import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Log } from '../ports.ts';
import type { ShellWords } from './shell-words.ts';

/**
 * Saves the page as it prints: the frame of the application is left out by the page's own style sheet. The name offered
 * holds no name of a patient.
 *
 * @param day civil day, for the name offered
 */
export async function savePagePdf(window: BrowserWindow, { words, folder, day, log }: { words: ShellWords; folder: string; day: string; log: Log }): Promise<void> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(folder, `Relais ${day}.pdf`), filters: [{ name: words.pdf, extensions: ['pdf'] }] });
  if (canceled || filePath === '') return;
  try {
    const content = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true });
    await writeFile(filePath, content, { mode: 0o600 });
  } catch (error) {
    log.error('pdf.not-saved', error);
    await dialog.showMessageBox(window, { type: 'error', message: words.pdfFailed });
  }
}
