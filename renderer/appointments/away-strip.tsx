import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfessionalDay } from '#contract/appointments';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { useAwayWords } from './away-words.ts';

/** What closes calendars on a day, above its list: what is the clinic's once, leave with whose it is. */
export function AwayStrip({ people }: { readonly people: readonly ProfessionalDay[] }): ReactElement | null {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const words = useAwayWords();
  const all = people.flatMap((person) => person.away.map((away) => ({ away, who: away.practitionerId === null ? null : person.displayName })));
  const lines = all.filter(({ away }, index) => all.findIndex((other) => other.away.key === away.key) === index);
  if (lines.length === 0) return null;
  return (
    <ul className="away-strip" aria-label={t('strip')}>
      {lines.map(({ away, who }) => (
        <li key={away.key} className="row">
          <Icon name="stop" size="small" />
          {who && <b>{who}</b>}
          <span>
            {words.what(away)}
            {away.startsAt !== null && away.endsAt !== null && `, ${t('when.hours', { from: f.time(away.startsAt), to: f.time(away.endsAt) })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
