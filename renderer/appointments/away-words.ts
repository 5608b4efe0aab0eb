import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Away } from '#contract/away';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';

export interface AwayWords {
  /** "Noël, jour férié", "Clinique fermée, inventaire", "Congé, congrès". */
  readonly what: (away: Pick<Away, 'kind' | 'words' | 'holiday' | 'siteIds'>) => string;
  /** "Îles, Verdun": the places it closes, where it does not close all; else empty. */
  readonly where: (away: Pick<Away, 'siteIds'>) => string;
  /** "mardi 24 novembre", "du 24 nov. au 2 déc. 2026", with the hours of a part of a day. */
  readonly when: (away: Pick<Away, 'firstDate' | 'lastDate' | 'startsAt' | 'endsAt'>) => string;
  /** Several, in a line. */
  readonly all: (aways: readonly Away[]) => string;
}

/** What the schedule says of leave, closures and holidays. */
export function useAwayWords(): AwayWords {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const sites = useQuery(api.sites.list.queryOptions()).data?.sites ?? [];
  const nameOf = (siteId: string | null): string => (siteId === null ? t('itself') : (sites.find(({ id }) => id === siteId)?.name ?? ''));
  const where: AwayWords['where'] = ({ siteIds }) => (siteIds ?? []).filter((siteId) => siteId === null || sites.some(({ id, retired }) => id === siteId && !retired)).map(nameOf).join(', ');
  const what: AwayWords['what'] = (away) => {
    // A holiday is of every place that observes it: naming them all would tell nothing.
    const place = away.holiday === null ? where(away) : '';
    return place === '' ? why(away) : t('what.at', { what: why(away), where: place });
  };
  const why: AwayWords['what'] = ({ kind, words, holiday, siteIds }) => {
    if (holiday) return t('what.holiday', { name: holiday[f.language] });
    if (kind === 'busy') return t('what.busy');
    const isLeave = kind === 'leave';
    const isAll = siteIds === undefined;
    if (words) return isLeave ? t('what.leaveWords', { words }) : t(isAll ? 'what.closureWords' : 'what.siteClosureWords', { words });
    return isLeave ? t('what.leave') : t(isAll ? 'what.closure' : 'what.siteClosure');
  };
  const when: AwayWords['when'] = ({ firstDate, lastDate, startsAt, endsAt }) => {
    if (firstDate !== lastDate) return t('when.days', { from: f.date(firstDate, firstDate.slice(0, 4) === lastDate.slice(0, 4) ? 'short' : 'medium'), to: f.date(lastDate, 'medium') });
    const day = f.date(firstDate, 'full');
    return startsAt !== null && endsAt !== null ? t('when.part', { day, from: f.time(startsAt), to: f.time(endsAt) }) : day;
  };
  return { what, where, when, all: (aways) => [...new Set(aways.map(what))].join(' · ') };
}
