import { DeclaredError } from './platform/declared-error.ts';

/**
 * Refuses an input with a NUL character anywhere in it, keys included: PostgreSQL has no text with one, and nobody types it.
 *
 * @throws DeclaredError `INVALID`
 */
export function requirePlainText(input: unknown): void {
  // Not by recursion: how deep an input goes is the sender's choice.
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      if (value.includes('\0')) throw new DeclaredError('INVALID', { issues: [{ path: '', code: 'NUL' }] });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) waiting.push(key, inner);
    }
  }
}
