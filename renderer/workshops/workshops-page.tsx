import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workshop } from '#contract/workshops.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { Temporal } from 'temporal-polyfill';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CancelForm, HoldForm, TakeBackForm } from './hold-form.tsx';
import { PlanForm } from './plan-form.tsx';

/** Workshops: those to come and to note, those held; planned with somebody trained, noted with who was there. */
export function WorkshopsPage(): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  const today = Temporal.PlainDate.from(f.today);
  const list = useQuery(api.workshops.list.queryOptions({ input: { from: today.subtract({ years: 1 }).toString(), until: today.add({ years: 1 }).toString() } }));
  const [form, setForm] = useState<{ readonly kind: 'plan' } | { readonly kind: 'hold' | 'cancel' | 'takeBack'; readonly workshopId: string } | null>(null);
  const all = list.data?.workshops ?? [];
  const mayWrite = list.data?.mayWrite ?? false;
  const shown = form !== null && form.kind !== 'plan' ? all.find(({ id }) => id === form.workshopId) : undefined;
  const close = (): void => setForm(null);
  useShortcut('n', () => setForm({ kind: 'plan' }), { label: t('plan.action'), enabled: mayWrite && form === null });
  const actions = (workshop: Workshop): ReactElement | null =>
    mayWrite && form === null && workshop.state === 'planned' ? (
      <span className="row">
        {workshop.plannedOn <= f.today && (
          <Button small onClick={() => setForm({ kind: 'hold', workshopId: workshop.id })}>
            {t('hold.action')}
          </Button>
        )}
        <Button small tone="quiet" onClick={() => setForm({ kind: 'cancel', workshopId: workshop.id })}>
          {t('cancel.action')}
        </Button>
      </span>
    ) : null;
  const takenBack = (workshop: Workshop): ReactElement | null =>
    mayWrite && form === null && workshop.state === 'held' ? (
      <Button small tone="quiet" label={`${t('takeBack.action')} ${workshop.theme}, ${f.date(workshop.heldOn ?? workshop.plannedOn)}`} onClick={() => setForm({ kind: 'takeBack', workshopId: workshop.id })}>
        {t('takeBack.action')}
      </Button>
    ) : null;
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        actions={
          mayWrite && (
            <Button icon="plus" keys="n" disabled={form !== null} onClick={() => setForm({ kind: 'plan' })}>
              {t('plan.action')}
            </Button>
          )
        }
      />
      <div className={form === null ? 'page-body stack' : 'page-body training-columns'}>
        <div className="stack">
          {list.isError && <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && <SkeletonRows rows={5} />}
          {list.data && (
            <>
              <Sheet title={t('toCome')}>
                <WorkshopTable workshops={all.filter(({ state }) => state === 'planned')} actions={actions} empty={<EmptyState sentence={t('empty')} hint={mayWrite ? t('emptyHint') : undefined} />} />
              </Sheet>
              <Sheet title={t('past')}>
                <WorkshopTable workshops={all.filter(({ state }) => state !== 'planned').reverse()} actions={takenBack} empty={<EmptyState sentence={t('noPast')} />} />
              </Sheet>
            </>
          )}
        </div>
        {form?.kind === 'plan' && <PlanForm onClose={close} />}
        {form?.kind === 'hold' && shown && <HoldForm workshop={shown} onClose={close} />}
        {form?.kind === 'takeBack' && shown && <TakeBackForm workshop={shown} onClose={close} />}
        {form?.kind === 'cancel' && shown && <CancelForm workshop={shown} onClose={close} />}
      </div>
    </div>
  );
}

interface WorkshopTableProps {
  readonly workshops: readonly Workshop[];
  readonly actions: (workshop: Workshop) => ReactElement | null;
  readonly empty: ReactElement;
}

function WorkshopTable({ workshops, actions, empty }: WorkshopTableProps): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  if (workshops.length === 0) return empty;
  return (
    <table className="table training-table workshop-table">
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('theme')}</th>
          <th scope="col">{t('by')}</th>
          <th scope="col">{t('people')}</th>
        </tr>
      </thead>
      <tbody>
        {workshops.map((one) => (
          <tr key={one.id} className={one.state === 'cancelled' ? 'treatment-past' : undefined}>
            <td>
              <b className="tabular">{f.date(one.heldOn ?? one.plannedOn)}</b>
              <span className={one.state === 'planned' && one.plannedOn < f.today ? 'warn treatment-note' : 'meta treatment-note'}>{one.state === 'planned' && one.plannedOn < f.today ? t('late') : t(`state.${one.state}`)}</span>
            </td>
            <td>
              <b>{one.theme}</b>
              <span className="meta treatment-note">{[one.act[f.language], one.pathway[f.language], one.place, one.reason].filter(Boolean).join(' · ')}</span>
              {actions(one)}
            </td>
            <td>{one.name}</td>
            <td>
              {one.state === 'held' && <span className="meta treatment-note">{t('attended', { there: one.people.filter(({ attended }) => attended === true).length, all: one.people.length })}</span>}
              {one.people.map(({ patient, attended, scoreBefore, scoreAfter }) => (
                <span key={patient.id} className="treatment-note">
                  <span className={attended === false ? 'meta' : undefined}>{formatName(patient)}</span> <AccessMark access={patient.access} /> {scoreBefore !== null && scoreAfter !== null && <span className="meta">{t('scores', { before: scoreBefore, after: scoreAfter })}</span>}
                </span>
              ))}
              {one.others > 0 && <span className="meta treatment-note">{t('others', { count: one.others })}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
