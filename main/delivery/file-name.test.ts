import { describe, expect, test } from 'vitest';
import { attachmentHeader, safeFileName } from './file-name.ts';

describe('the name of a file that goes out', () => {
  test.each([
    ['Dossier de Béland, Maryse.pdf', 'Dossier de Béland, Maryse.pdf'],
    ['../../etc/passwd', 'etc passwd'],
    ['a:b*c?.zip', 'a b c.zip'],
    ['ligne\r\nX-Header: oui.pdf', 'ligne X-Header oui.pdf'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['...', 'Relais'],
  ])('%j is saved as %j', (made, saved) => {
    expect(safeFileName(made)).toBe(saved);
  });

  test('is no longer than a file system takes, and keeps its ending', () => {
    const name = safeFileName(`${'é'.repeat(300)}.pdf`);
    expect(name).toHaveLength(120);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  test('travels in UTF-8, and plainly for old readers', () => {
    expect(attachmentHeader('Béland « (copie) ».pdf')).toBe(`attachment; filename="Beland _ (copie) _.pdf"; filename*=UTF-8''B%C3%A9land%20%C2%AB%20%28copie%29%20%C2%BB.pdf`);
    expect(attachmentHeader('a"b.pdf')).toContain('filename="a_b.pdf"');
  });
});
