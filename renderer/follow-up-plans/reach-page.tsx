import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { followLists } from '#contract/recalls.ts';
import { RecallLines } from '../cohorts/recall-list.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ContactForm, DepartureForm } from './contact-forms.tsx';
import { DefinitionForm, RecallForm } from './reach-forms.tsx';
import { ReachLine, type ReachRow } from './reach-line.tsx';

type List = (typeof followLists)[number];
type Tab = List | 'recalls';
const tabs = ['late', 'due', 'lost', 'recalls'] as const satisfies readonly Tab[];

/** People to reach for their follow-up: late, due, lost, and those put on the list of recalls. */
export function ReachPage(): ReactElement {
  const { t } = useTranslation('plans');
  const [tab, setTab] = useState<Tab>('late');
  return (
    <div className="page">
      <PageBar title={t('reach.title')} tabs={<Tabs label={t('reach.lists')} items={tabs.map((key) => ({ key, label: t(`reach.${key}`) }))} current={tab} onChange={setTab} panelId="plan-reach-panel" />} />
      <div id="plan-reach-panel" role="tabpanel" aria-label={t(`reach.${tab}`)} className="page-body">
        {tab === 'recalls' ? <RecallLines /> : <ReachList key={tab} list={tab} />}
      </div>
    </div>
  );
}

type Form = { readonly kind: 'contact' | 'gone'; readonly row: ReachRow } | { readonly kind: 'recall' | 'define' };

function ReachList({ list }: { readonly list: List }): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const books = usePermission('appointment.book');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<Form | null>(null);
  const found = useInfiniteQuery(api.recalls.follow.infiniteOptions({ input: (after: string | null) => ({ list, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData }));
  const first = found.data?.pages[0];
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = rows.filter(({ patient }) => chosen.has(patient.id)).map(({ patient }) => patient.id);
  const close = (): void => setForm(null);
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const note = first && (list === 'lost' ? t('reach.lostNote', { step: first.definition.afterStepMonths, visit: first.definition.afterVisitMonths }) : t(list === 'late' ? 'reach.lateNote' : 'reach.dueNote'));
  return (
    <div className={form === null ? undefined : 'plan-columns'}>
      <div className="stack">
        {found.isError && <ErrorNotice what={t('reach.failed')} error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <SkeletonRows rows={10} />}
        {first && (
          <Sheet
            title={t(`reach.${list}`)} note={t('reach.count', { count: first.total })}
            actions={
              list === 'lost' && first.mayDefine && (
                <Button small onClick={() => setForm({ kind: 'define' })}>
                  {t('reach.define')}
                </Button>
              )
            }
          >
            <p className="sheet-body meta">{note}</p>
            {books && rows.length > 0 && (
              <div className="row wrap plan-reach-all">
                <Button small tone="text" onClick={() => setChosen(new Set(selected.length === rows.length ? [] : rows.slice(0, 200).map(({ patient }) => patient.id)))}>
                  {t(selected.length === rows.length ? 'reach.chooseNone' : 'reach.chooseAll')}
                </Button>
                {selected.length > 0 && <span className="meta">{t('reach.chosen', { count: selected.length })}</span>}
                {selected.length > 0 && (
                  <Button small onClick={() => setForm({ kind: 'recall' })}>
                    {t('reach.recall')}
                  </Button>
                )}
              </div>
            )}
            {rows.length === 0 ? (
              <EmptyState sentence={t('reach.empty')} hint={t('reach.emptyHint')} />
            ) : (
              <ul>
                {rows.map((row) => (
                  <ReachLine key={row.patient.id} row={row} isDue={list === 'due'} isBusy={form !== null} isChosen={chosen.has(row.patient.id)} onChoose={(isChosen) => choose(row.patient.id, isChosen)} onContact={() => setForm({ kind: 'contact', row })} onGone={() => setForm({ kind: 'gone', row })} />
                ))}
              </ul>
            )}
            {found.hasNextPage && (
              <div className="sheet-body">
                <Button small disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t('due.more')}
                </Button>
              </div>
            )}
            {list === 'lost' && <p className="sheet-body meta">{first.source[f.language]}</p>}
          </Sheet>
        )}
      </div>
      {form?.kind === 'contact' && <ContactForm key={form.row.patient.id} patientId={form.row.patient.id} name={formatName(form.row.patient)} onClose={close} />}
      {form?.kind === 'gone' && <DepartureForm key={form.row.patient.id} patientId={form.row.patient.id} name={formatName(form.row.patient)} onClose={close} />}
      {form?.kind === 'recall' && (
        <RecallForm
          patientIds={selected}
          onClose={() => {
            setChosen(new Set());
            close();
          }}
        />
      )}
      {form?.kind === 'define' && first && <DefinitionForm definition={first.definition} onClose={close} />}
    </div>
  );
}
