import { useTranslation } from 'react-i18next';
import { hasCode, toFailure } from '../link/failure.ts';

const codes = ['REQUIRED', 'UNIT', 'RANGE', 'FUTURE'] as const;

/** What the clinic refused of typed results, by test or by field, in words. */
export function useEntryErrors() {
  const { t } = useTranslation('monitoring');
  const issuesOf = (error: unknown): readonly { readonly path: string; readonly code: string }[] => {
    if (!hasCode(error, 'INVALID')) return [];
    const { issues } = toFailure(error).data as { readonly issues?: readonly { readonly path: string; readonly code: string }[] };
    return issues ?? [];
  };
  const words = (code: string): string => {
    const known = codes.find((one) => one === code);
    return known ? t(`issue.${known}`) : code;
  };
  return {
    ofTests: (error: unknown): ReadonlyMap<string, string> => new Map(issuesOf(error).flatMap(({ path, code }) => (path.startsWith('results.') ? [[path.split('.')[1] ?? '', words(code)] as const] : []))),
    ofDate: (error: unknown): string | undefined => issuesOf(error).filter(({ path }) => path === 'takenOn').map(({ code }) => words(code))[0],
    /** Of one value alone: anything but its date. */
    ofValue: (error: unknown): string | undefined => issuesOf(error).filter(({ path }) => path !== 'takenOn').map(({ code }) => words(code))[0],
  };
}
