/**
 * A time of day as people type it: "10 h 05", "10h05", "10:05", "1005", "10 h", "9:5" is none.
 *
 * @returns `HH:mm`; null where it is no time, or nothing
 */
export function readTime(typed: string): string | null {
  const text = typed.replace(/\s/gu, '').toLowerCase();
  const found = /^(\d{1,2})(?:h|[:h.](\d{2}))$/u.exec(text) ?? /^(\d{1,2})(\d{2})$/u.exec(text);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}
