import { useTranslation } from 'react-i18next';
import type { Away } from '#contract/away';
import { useFormat } from '../text/use-format.ts';

export interface AwayWords {
  /** "Noël, jour férié", "Clinique fermée, inventaire", "Congé, congrès". */
  readonly what: (away: Pick<Away, 'kind' | 'words' | 'holiday'>) => string;
  /** "mardi 24 novembre", "du 24 nov. au 2 déc. 2026", with the hours of a part of a day. */
  readonly when: (away: Pick<Away, 'firstDate' | 'lastDate' | 'startsAt' | 'endsAt'>) => string;
  /** Several, in a line. */
  readonly all: (aways: readonly Away[]) => string;
}

/** What the schedule says of leave, closures and holidays. */
export function useAwayWords(): AwayWords {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const what: AwayWords['what'] = ({ kind, words, holiday }) => {
    if (holiday) return t('what.holiday', { name: holiday[f.language] });
    if (kind === 'busy') return t('what.busy');
    const isLeave = kind === 'leave';
    if (words) return isLeave ? t('what.leaveWords', { words }) : t('what.closureWords', { words });
    return isLeave ? t('what.leave') : t('what.closure');
  };
  const when: AwayWords['when'] = ({ firstDate, lastDate, startsAt, endsAt }) => {
    if (firstDate !== lastDate) return t('when.days', { from: f.date(firstDate, firstDate.slice(0, 4) === lastDate.slice(0, 4) ? 'short' : 'medium'), to: f.date(lastDate, 'medium') });
    const day = f.date(firstDate, 'full');
    return startsAt !== null && endsAt !== null ? t('when.part', { day, from: f.time(startsAt), to: f.time(endsAt) }) : day;
  };
  return { what, when, all: (aways) => aways.map(what).join(' · ') };
}
