/** What is being saved of the drafts at this moment. */
const saving = new Set<Promise<void>>();

/** Notes a saving under way. */
export function noteSaving(work: Promise<void>): void {
  const noted = work.finally(() => saving.delete(noted));
  saving.add(noted);
}

/** Has every form keep what is typed now, as when the window loses the keyboard; resolves once main has it. */
export async function keepDrafts(): Promise<void> {
  window.dispatchEvent(new Event('blur'));
  await Promise.allSettled(saving);
}
