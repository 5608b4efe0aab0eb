import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { easterChoice, type EasterChoice, holidayCalendar, type HolidayCalendar } from '#contract/away';
import type { Outputs } from '#contract/index';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { atPlace } from './absence-form-rules.ts';
import { useAwayWords } from './away-words.ts';
import { PlaceSelect } from './place-select.tsx';

type Absences = Outputs['absences']['list'];

/** The statutory holidays the clinic observes, and those on which it works all the same. */
export function HolidayList({ list }: { readonly list: Absences }): ReactElement {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const { choice, holidays, sources } = list;
  const mayEdit = list.may.clinic;
  const words = useAwayWords();
  const [at, setAt] = useState('everywhere');
  const place = atPlace(at).at;
  const here = holidays.filter(({ siteIds }) => place === undefined || siteIds === undefined || siteIds.includes(place));
  const reload = (): Promise<unknown> => Promise.all([api.absences.key(), api.appointments.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const set = useMutation(api.absences.setHolidays.mutationOptions({ onSuccess: reload }));
  const work = useMutation(
    api.absences.workHoliday.mutationOptions({
      onSuccess: async ({ inTheWay }) => {
        if (inTheWay > 0) toast({ text: t('form.addedOver', { count: inTheWay }) });
        await reload();
      },
    }),
  );
  return (
    <Sheet title={t('holidays.title')} padded>
      <div className="stack">
        <Select
          label={t('holidays.calendar')}
          disabled={!mayEdit}
          value={choice.calendar}
          options={holidayCalendar.options.map((value) => ({ value, label: t(`calendar.${value}`) }))}
          onChange={(event) => set.mutate({ ...choice, calendar: event.target.value as HolidayCalendar })}
        />
        {choice.calendar === 'CA-QC' && (
          <Select
            label={t('holidays.easter')}
            disabled={!mayEdit}
            value={choice.easter}
            options={easterChoice.options.map((value) => ({ value, label: t(`easter.${value}`) }))}
            onChange={(event) => set.mutate({ ...choice, easter: event.target.value as EasterChoice })}
          />
        )}
        {(set.isError || work.isError) && <ErrorNotice what={t('holidays.failed')} error={set.error ?? work.error} />}
        {mayEdit && holidays.length > 0 && <PlaceSelect label={t('holidays.at')} value={at} onChange={setAt} />}
        {here.length === 0 && <EmptyState sentence={t('holidays.none')} />}
        <ul className="holiday-list">
          {here.map(({ date, name, source, siteIds, worked, workedAt }) => {
            // For one place, what was decided of it; decided for everywhere, it is changed there.
            const isWorked = place === undefined ? worked !== null : workedAt.some(({ siteId }) => siteId === place);
            return (
              <li key={date + name.fr + source} className="row">
                <span className="grow">
                  <b>{name[f.language]}</b> <span className="meta">{source}</span>
                  <br />
                  <span className="ink-2">{f.date(date, 'full')}</span>
                  {siteIds && words.where({ siteIds }) !== '' && <span className="meta">{`, ${t('holidays.onlyAt', { where: words.where({ siteIds }) })}`}</span>}
                  {worked && <span className="ok">{`, ${worked.by ? t('holidays.workedBy', { who: worked.by }) : t('holidays.worked')}`}</span>}
                  {!worked && workedAt.length > 0 && <span className="ok">{`, ${t('holidays.workedAt', { where: words.where({ siteIds: workedAt.map(({ siteId }) => siteId) }) })}`}</span>}
                </span>
                {mayEdit && (place === undefined || worked === null) && (
                  <Button tone="text" small label={t(isWorked ? 'holidays.closeDay' : 'holidays.workDay', { name: name[f.language], date: f.date(date, 'full') })} onClick={() => work.mutate({ date, works: !isWorked, ...atPlace(at) })}>
                    {isWorked ? t('holidays.close') : t('holidays.work')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {sources.length > 0 && <p className="meta">{t('holidays.sources', { sources: sources.map(({ text }) => text).join(' ; ') })}</p>}
      </div>
    </Sheet>
  );
}
