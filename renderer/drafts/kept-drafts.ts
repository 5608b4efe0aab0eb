/** What is being saved of the drafts at this moment. */
const saving = new Set<Promise<void>>();

/** Notes a saving under way. */
export function noteSaving(work: Promise<void>): void {
  const noted = work.finally(() => saving.delete(noted));
  saving.add(noted);
}

/** Waits for what is being saved at this moment, so that what a form left a moment ago is found. */
export async function draftsSettled(): Promise<void> {
  await Promise.allSettled(saving);
}

/** Has every form keep what is typed now, as when the window loses the keyboard; resolves once main has it. */
export async function keepDrafts(): Promise<void> {
  window.dispatchEvent(new Event('blur'));
  await draftsSettled();
}
