import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamFigures, TeamReport } from '#contract/programme.ts';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { type FigureWords, useFigureWords } from './use-figure-words.ts';

type Compared = NonNullable<TeamReport['compared']>;

/** The year before the team beside the time since, and where the clinic says when that was. */
export function ComparedSheet({ report: { startedOn, compared } }: { readonly report: TeamReport }): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const maySay = usePermission('settings.manage');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Sheet
      title={t('compared.title')}
      note={startedOn === null ? undefined : t('start.since', { date: f.date(startedOn, 'long') })}
      actions={maySay && !isOpen && <Button small onClick={() => setIsOpen(true)}>{t(startedOn === null ? 'start.set' : 'start.change')}</Button>}
    >
      {isOpen && <StartForm startedOn={startedOn} onDone={() => setIsOpen(false)} />}
      {compared ? <ComparedTable compared={compared} /> : <p className="meta programme-note">{t('start.none')}</p>}
    </Sheet>
  );
}

const lines = ['people', 'visits', 'moved', 'firstElsewhere', 'remote', 'wait', 'p90', 'inside'] as const;

/** A figure as it is said, and as a number whose difference means something. */
function told(line: (typeof lines)[number], figures: TeamFigures, words: FigureWords): { readonly said: string; readonly share?: number | null; readonly days?: number | null } {
  switch (line) {
    case 'people':
    case 'visits':
      return { said: words.count(figures[line]) };
    case 'wait':
      return { said: words.days(figures.wait.median, figures.wait.of), days: figures.wait.median };
    case 'p90':
      return { said: words.days(figures.wait.p90, figures.wait.of), days: figures.wait.p90 };
    default:
      return { said: words.share(figures[line]), share: figures[line].value };
  }
}

function ComparedTable({ compared: { before, after } }: { readonly compared: Compared }): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${f.number(Math.abs(value))}`;
  return (
    <div className="programme-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('compared.figure')}</th>
            <th scope="col" className="numeric">{t('compared.before')} <span className="meta no-wrap">{f.date(before.from, 'medium')} – {f.date(before.until, 'medium')}</span></th>
            <th scope="col" className="numeric">{t('compared.after')} <span className="meta no-wrap">{f.date(after.from, 'medium')} – {f.date(after.until, 'medium')}</span></th>
            <th scope="col" className="numeric">{t('compared.change')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const [one, other] = [told(line, before.figures, words), told(line, after.figures, words)];
            return (
              <tr key={line}>
                <th scope="row">{t(`figure.${line}`)}</th>
                <td className="numeric">{one.said}</td>
                <td className="numeric strong">{other.said}</td>
                <td className="numeric">
                  {typeof one.share === 'number' && typeof other.share === 'number' ? t('compared.points', { number: signed(Math.round((other.share - one.share) * 100)) })
                    : typeof one.days === 'number' && typeof other.days === 'number' ? t('compared.days', { number: signed(Math.round(other.days - one.days)) }) : t('nothing')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function StartForm({ startedOn, onDone }: { readonly startedOn: string | null; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('programme');
  const client = useQueryClient();
  const [value, setValue] = useState(startedOn ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const save = useMutation(
    api.programme.setTeamStart.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: api.programme.key() });
        onDone();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const date = typedDate(value);
    setIsWrong(date === null);
    if (date !== null) save.mutate({ startedOn: date });
  };
  // The only thing main refuses of a date that is one.
  const isToCome = hasCode(save.error, 'INVALID');
  return (
    <form className="programme-start" onSubmit={submit} noValidate>
      <DateField label={t('start.label')} value={value} autoFocus error={isWrong ? t('start.notADate') : isToCome ? t('start.toCome') : undefined} onChange={setValue} />
      <span className="row">
        <Button tone="primary" type="submit" disabled={save.isPending}>{t(save.isPending ? 'start.saving' : 'start.save')}</Button>
        {startedOn !== null && <Button disabled={save.isPending} onClick={() => save.mutate({ startedOn: null })}>{t('start.clear')}</Button>}
        <Button tone="text" onClick={onDone}>{t('start.cancel')}</Button>
      </span>
      {save.isError && !isToCome && <ErrorNotice what={t('start.failed')} error={save.error} />}
    </form>
  );
}
