import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Outputs } from '#contract/index';
import { api, client } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { useCaller } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldError, Select } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { HoursTabs } from './hours-tabs.tsx';
import { Weekday } from './hours-weekday.tsx';
import { atSite, copyToWorkdays, inRoom, nextOpening, openingProblems, readTime, refusedOpenings, toDrafts, toOpenings, weekdays, type OpeningDraft, type OpeningProblem } from './hours-form.ts';

/** The weekly hours of a professional: from what places are proposed. */
export function HoursEditor(): ReactElement {
  const { t } = useTranslation('appointments');
  const caller = useCaller();
  const professionals = useQuery(api.people.professionals.queryOptions());
  const [chosen, setChosen] = useState<string | null>(caller.practitionerId);
  const practitionerId = chosen ?? professionals.data?.[0]?.practitionerId ?? null;
  const hours = useQuery(api.people.weeklyHours.queryOptions({ input: { practitionerId: practitionerId ?? '' }, enabled: practitionerId !== null, refetchOnWindowFocus: false }));
  return (
    <div className="page">
      <PageBar title={t('hours.title')} tabs={<HoursTabs current="week" />} />
      <div className="page-body">
        {professionals.isError && <ErrorNotice what={t('hours.failed')} error={professionals.error} onRetry={() => void professionals.refetch()} />}
        {hours.isError && <ErrorNotice what={t('hours.failed')} error={hours.error} onRetry={() => void hours.refetch()} />}
        {professionals.data?.length === 0 && <EmptyState sentence={t('hours.nobody')} hint={t('hours.nobodyHint')} />}
        {professionals.data && professionals.data.length > 0 && (
          <div className="hours">
            <div className="hours-who">
              <Select
                label={t('hours.who')}
                value={practitionerId ?? ''}
                onChange={(event) => setChosen(event.target.value)}
                options={professionals.data.map((person) => ({ value: person.practitionerId, label: person.displayName }))}
              />
            </div>
            {hours.isPending && <SkeletonRows rows={7} />}
            {hours.data && practitionerId && (
              <HoursForm key={practitionerId} practitionerId={practitionerId} hours={hours.data} onReload={() => void hours.refetch()} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

const lengths = [10, 15, 20, 30, 40, 45, 60, 90];

interface HoursFormProps {
  readonly practitionerId: string;
  readonly hours: Outputs['people']['weeklyHours'];
  readonly onReload: () => void;
}

function HoursForm({ practitionerId, hours: present, onReload }: HoursFormProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const queries = useQueryClient();
  const showToast = useToast();
  const undo = useUndo();
  // What is typed was typed over these: others' hours take their place only where nothing is.
  const [hours, setHours] = useState(present);
  const [drafts, setDrafts] = useState(() => toDrafts(hours.openings));
  const [slotMinutes, setSlotMinutes] = useState(hours.slotMinutes);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const own = openingProblems(drafts);
  // What main alone sees: the clocks of two sites read differently, and somebody would be at both.
  const problems = new Map<string, OpeningProblem>([...own, ...[...refused].filter((key) => !own.has(key)).map((key) => [key, 'sites' as const] as const)]);
  const sites = useQuery(api.sites.list.queryOptions()).data?.sites ?? [];
  const rooms = (useQuery(api.resources.list.queryOptions()).data?.resources ?? []).filter(({ kind }) => kind === 'room');
  const form = useRef<HTMLFormElement>(null);
  const adopt = (next: Outputs['people']['weeklyHours']): void => {
    setHours(next);
    setDrafts(toDrafts(next.openings));
    setSlotMinutes(next.slotMinutes);
    setTried(false);
  };
  const changed = slotMinutes !== hours.slotMinutes || JSON.stringify(toOpenings(drafts)) !== JSON.stringify(hours.openings);
  if (present !== hours && !changed) adopt(present);

  const reload = (): Promise<unknown> => Promise.all([queries.invalidateQueries({ queryKey: api.people.key() }), queries.invalidateQueries({ queryKey: api.appointments.key() })]);
  const save = useMutation(
    api.people.setWeeklyHours.mutationOptions({
      onError: (error) => setRefused(new Set(refusedOpenings(toFailure(error).data).flatMap((index) => drafts[index]?.key ?? []))),
      onSuccess: async (saved) => {
        const before = { practitionerId, openings: [...hours.openings], slotMinutes: hours.slotMinutes };
        adopt({ ...hours, openings: toOpenings(drafts), slotMinutes, version: saved.version });
        showToast({
          text: t('hours.saved'),
          undo: () =>
            undo(async () => {
              await client.people.setWeeklyHours({ ...before, expectedVersion: saved.version, undoes: true });
              await reload();
            }),
        });
        await reload();
      },
    }),
  );
  const send = (): void => {
    // Enter or Ctrl S leaves no field: what is typed there is read now.
    const read = drafts.map((draft) => ({ ...draft, startsAt: readTime(draft.startsAt), endsAt: readTime(draft.endsAt) }));
    setDrafts(read);
    setTried(true);
    setRefused(new Set());
    if (openingProblems(read).size > 0 || save.isPending) return;
    save.mutate({ practitionerId, openings: toOpenings(read), slotMinutes, expectedVersion: hours.version });
  };
  useShortcut('Control+s', send, { label: t('common:action.save'), enabled: hours.mayEdit });
  const change = (key: string, over: Partial<OpeningDraft>): void => {
    setRefused(new Set());
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...over } : draft)));
  };

  return (
    <form
      ref={form}
      tabIndex={-1}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Sheet title={t('hours.week')} note={hours.mayEdit ? t('hours.keep') : t('hours.readOnly')}>
        {weekdays.map((weekday) => (
          <Weekday
            key={weekday}
            weekday={weekday}
            drafts={drafts.filter((draft) => draft.weekday === weekday)}
            problems={tried ? problems : new Map()}
            mayEdit={hours.mayEdit}
            sites={sites}
            rooms={rooms}
            onRoom={(key, roomId) => setDrafts(drafts.map((draft) => (draft.key === key ? inRoom(draft, roomId) : draft)))}
            onChange={change}
            onSite={(key, siteId) => setDrafts(drafts.map((draft) => (draft.key === key ? atSite(draft, siteId) : draft)))}
            onAdd={() => setDrafts([...drafts, nextOpening(drafts, weekday, v7())])}
            onRemove={(key) => setDrafts(drafts.filter((draft) => draft.key !== key))}
            onCopy={() => setDrafts(copyToWorkdays(drafts, weekday, v7))}
          />
        ))}
      </Sheet>
      <div className="hours-length">
        <Select
          label={t('hours.length')}
          help={t('hours.lengthHelp')}
          value={String(slotMinutes)}
          disabled={!hours.mayEdit}
          onChange={(event) => setSlotMinutes(Number(event.target.value))}
          options={[...new Set([...lengths, hours.slotMinutes])].sort((one, other) => one - other).map((value) => ({ value: String(value), label: t('slot.minutes', { count: value }) }))}
        />
      </div>
      {save.isError && (hasCode(save.error, 'STALE') ? <Stale
            error={save.error}
            onReload={() => {
              save.reset();
              adopt(present);
              onReload();
            }}
          /> : refused.size === 0 && <ErrorNotice what={t('hours.notSaved')} error={save.error} kept onRetry={send} />)}
      {tried && problems.size > 0 && <FieldError text={t('hours.problems', { count: problems.size })} />}
      {hours.mayEdit && (
        <div className="row">
          <Button tone="primary" type="submit" keys="Control+s" disabled={!changed || save.isPending}>
            {t('common:action.save')}
          </Button>
          {changed && (
            <Button tone="quiet" onClick={() => setDrafts(toDrafts(hours.openings))}>
              {t('hours.discard')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

/** Somebody saved other hours meanwhile: who and when; what is typed stays until one reloads. */
function Stale({ error, onReload }: { readonly error: unknown; readonly onReload: () => void }): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const { data } = toFailure(error);
  const facts = typeof data === 'object' && data !== null && 'changedBy' in data && 'changedAt' in data ? data : { changedBy: null, changedAt: null };
  const when = typeof facts.changedAt === 'string' ? f.instant(facts.changedAt) : '';
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <div className="grow">{typeof facts.changedBy === 'string' ? t('hours.staleBy', { who: facts.changedBy, when }) : t('hours.stale', { when })}</div>
      <Button small onClick={onReload}>
        {t('hours.reload')}
      </Button>
    </div>
  );
}
