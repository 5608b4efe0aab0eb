/** What a form of the day's verifications says so far. */
export interface ChecklistDraft {
  readonly identity: readonly string[];
  readonly place: string;
  readonly phone: string;
  readonly isAlone: 'alone' | 'with' | null;
  readonly others: string;
}

/** What is still to be said before the verifications can be kept, in the order of the form. */
export function missingOf(draft: ChecklistDraft): readonly ('identity' | 'place' | 'phone' | 'company' | 'others')[] {
  const said = (text: string): boolean => text.trim() !== '';
  return ([
    ['identity', draft.identity.length >= 2],
    ['place', said(draft.place)],
    ['phone', said(draft.phone)],
    ['company', draft.isAlone !== null],
    ['others', draft.isAlone !== 'with' || said(draft.others)],
  ] as const).filter(([, isSaid]) => !isSaid).map(([field]) => field);
}
