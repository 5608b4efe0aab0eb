import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayRole } from '#contract/pathways.ts';
import { toFailure } from '../link/failure.ts';
import { catalogues } from '../text/catalogues.ts';

const issues = catalogues.fr.doses.issue;
const states = catalogues.fr.doses.refused;

/** How doses, calls and escalations are said. */
export function useDoseWords() {
  const { t } = useTranslation(['doses', 'common']);
  return useMemo(() => {
    const role = (one: PathwayRole): string => (one === 'patient' || one === 'general-practitioner' ? t(`doses:role.${one}`) : t(`common:role.${one}`));
    return {
      roles: (list: readonly PathwayRole[]): string => list.map(role).join(', '),
      /** The same where there is little room. */
      services: (list: readonly PathwayRole[]): string => list.map((one) => t(`service.${one}`)).join(', '),
      /** What an answer `INVALID` says of a field; undefined when it says nothing of it. */
      issue: (error: unknown, path: string): string | undefined => {
        const { code, data } = toFailure(error);
        const found = code === 'INVALID' ? ((data as { issues?: readonly { path: string; code: string }[] }).issues ?? []).find((one) => one.path === path) : undefined;
        return found && t(`issue.${Object.hasOwn(issues, found.code) ? (found.code as keyof typeof issues) : 'OTHER'}`);
      },
      /** Why it may not be done now, in a sentence; null for any other failure. */
      refusal: (error: unknown): string | null => {
        const { code, data } = toFailure(error);
        const { state } = (data ?? {}) as { state?: string };
        return code === 'ILLEGAL_STATE' && state !== undefined && Object.hasOwn(states, state) ? t(`refused.${state as keyof typeof states}`) : null;
      },
    };
  }, [t]);
}
