import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistryRow } from '#contract/patients.ts';
import { usePermission } from '../session/session-state.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useStable } from '../ui/use-stable.ts';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { NobodyFound } from './nobody-found.tsx';
import { PatientPeek } from './patient-peek.tsx';
import { RegistryActions } from './registry-actions.tsx';
import { RegistryChips } from './registry-chips.tsx';
import { useRegistryColumns } from './registry-columns.tsx';
import { RegistryCount } from './registry-count.tsx';
import { RegistryFacets, useRegistryFacets } from './registry-facets.tsx';
import { askAhead, firstMatch, listedRows, registryOptions } from './registry-search.ts';
import { RegistryViewMenu } from './registry-view-menu.tsx';
import { useLasting } from './use-lasting.ts';
import { useRegistryView } from './use-registry-view.ts';

/** An answer that takes longer than this leaves the old rows dimmed; a quicker one would only make them blink. */
const slowMilliseconds = 100;
const rowKey = (row: RegistryRow): string => row.id;

/** The registry: searched as one types, walked with the arrows, the chosen patient at a glance beside it. */
export function Registry(): ReactElement {
  const { t } = useTranslation(['patients', 'registry']);
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayRegister = usePermission('patient.write');
  const mayRefer = usePermission('referral.enter');
  const [wasChosen] = useState(useSearch({ from: '/patients' }).selected !== undefined);
  const view = useRegistryView();
  const { text, selected, filters, sort } = view;
  const list = useInfiniteQuery({ ...registryOptions({ text, filters, sort }), placeholderData: keepPreviousData, enabled: view.isReady });
  const { hasNextPage, fetchNextPage } = list;
  const { facets, isOfEarlier } = useRegistryFacets(text, filters);
  const columns = useRegistryColumns({ chosen: view.columns, sort, onSort: view.sortBy });
  const isFloating = useMediaQuery('(max-width: 68rem)');
  const [floating, setFloating] = useState<'filters' | 'peek' | null>(null);
  const [viewAnchor, setViewAnchor] = useState<HTMLElement | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const viewButton = useRef<HTMLButtonElement>(null);
  const wantsList = useRef(false);

  const rows = useMemo(() => listedRows(list.data?.pages ?? []), [list.data]);
  const isNear = rows.at(-1)?.isNear === true;
  const index = rows.findIndex((row) => row.id === selected);
  const row = rows[index];
  const isEmpty = list.isSuccess && rows.length === 0;
  const isStale = list.isPlaceholderData;
  const isSlow = useLasting(isStale, slowMilliseconds);
  // A short answer is counted by its rows; a long one once the typing rests, its former number dimmed until then.
  const listed = list.data?.pages[0]?.total;
  const total = listed ?? facets?.total ?? null;
  const showsPeek = !isFloating || (floating === 'peek' && row !== undefined);
  const toList = (): void => body.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const float = (what: 'filters' | 'peek'): void => {
    if (isFloating && floating === what) {
      setFloating(null);
      toList();
    } else if (isFloating) setFloating(what);
    if (what === 'filters' && floating !== 'filters') setTimeout(() => body.current?.querySelector<HTMLElement>('.patients-facets input')?.focus());
  };

  const { settle } = view;
  const open = useCallback((patientId: string) => {
    settle();
    void navigate({ to: '/patients/$patientId', params: { patientId } });
  }, [navigate, settle]);
  const openRow = useCallback((one: RegistryRow) => open(one.id), [open]);
  const readOn = useCallback(() => {
    if (hasNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, fetchNextPage]);
  const openFirst = async (): Promise<void> => {
    const first = text.trim() === '' ? null : await firstMatch(queryClient, { text, filters, sort });
    if (first) open(first);
  };
  const register = useStable((): void => {
    settle();
    const searched = rows.every((one) => one.isNear) && text.trim() !== '' ? { text } : {};
    void navigate({ to: '/patients/new', search: searched });
  });
  const people = useStable(() => ({ text: text.trim() || undefined, filters: view.isFiltered ? filters : undefined }));
  const floatFilters = useStable(() => float('filters'));
  const refer = (patientId: string): void => {
    settle();
    router.history.push(`/referrals/new?patientId=${patientId}`);
  };
  const step = (by: 1 | -1): void => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (next) view.select(next.id);
  };

  // The letter itself asks, before anything is drawn for it: the answer is on its way meanwhile.
  useEffect(() => {
    const input = field.current;
    const ask = (): void => {
      if (input) askAhead(queryClient, { text: input.value, filters, sort });
    };
    input?.addEventListener('input', ask);
    return () => input?.removeEventListener('input', ask);
  }, [queryClient, filters, sort]);

  useShortcut('/', () => field.current?.focus(), { label: t('registry.keys.search') });
  useShortcut('n', register, { label: t('registry.keys.new'), enabled: mayRegister });
  useShortcut('d', () => row && refer(row.id), { label: t('record.newReferral'), enabled: mayRefer && row !== undefined });
  useShortcut('f', () => float('filters'), { label: t('registry:keys.filters') });
  useShortcut('p', () => float('peek'), { label: t('registry:keys.peek'), enabled: isFloating && row !== undefined });
  useShortcut('v', () => setViewAnchor(viewButton.current), { label: t('registry:keys.view') });
  useShortcut('Enter', () => row && open(row.id), { label: t('registry.keys.open'), enabled: row !== undefined });

  // The list takes the keyboard once it answers to what is typed: never on the rows of an earlier text.
  const enterList = (): void => {
    if (!wantsList.current || isStale || list.isPending) return;
    wantsList.current = false;
    toList();
  };
  useEffect(enterList);

  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void openFirst();
    else if (event.key === 'ArrowDown') {
      wantsList.current = true;
      enterList();
    }
    else if (event.key === 'Escape' && text !== '') view.search('');
    else return;
    event.preventDefault();
  };

  return (
    <div className="page">
      <PageBar
        title={t('registry.title')}
        note={<RegistryCount text={text} isFiltered={view.isFiltered} total={list.isSuccess && (facets || typeof listed === 'number') ? total : undefined} isEarlier={typeof listed !== 'number' && isOfEarlier} all={facets?.all} />}
        tabs={
          <div className="input patients-search">
            <Icon name="search" />
            <input
              ref={field}
              type="search"
              aria-label={t('registry.search')}
              aria-keyshortcuts="/"
              placeholder={t('registry.searchPlaceholder')}
              autoComplete="off"
              spellCheck={false}
              autoFocus={!wasChosen}
              value={text}
              onChange={(event) => {
                wantsList.current = false;
                view.search(event.target.value);
              }}
              onKeyDown={onSearchKey}
            />
            <Kbd keys="/" />
          </div>
        }
        actions={
          <RegistryActions
            filtersShown={isFloating ? floating === 'filters' : undefined}
            onFilters={floatFilters}
            viewButton={viewButton}
            viewShown={viewAnchor !== null}
            onView={setViewAnchor}
            people={people}
            registerIsMain={row === undefined && !isEmpty}
            isEmpty={isEmpty}
            onRegister={register}
          />
        }
      />
      <div ref={body} className="patients-registry">
        {(!isFloating || floating === 'filters') && <RegistryFacets facets={facets} filters={filters} onToggle={view.toggle} onClose={isFloating ? floatFilters : undefined} />}
        <div className="patients-registry-list">
          <RegistryChips filters={filters} facets={facets} onRemove={view.toggle} onClear={view.clearFilters} />
          {list.isError && <ErrorNotice what={t('registry.failed')} error={list.error} onRetry={() => void list.refetch()} />}
          {isNear && (
            <p className="meta patients-near" role="status">
              {rows[0]?.isNear ? t('registry.onlyNear', { text: text.trim() }) : t('registry.thenNear')}
            </p>
          )}
          <VirtualTable
            label={t('registry.table')}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            selectedKey={selected}
            onSelect={view.select}
            onOpen={openRow}
            onReachEnd={readOn}
            total={total === null ? undefined : Math.max(total, rows.length)}
            loading={list.isPending}
            stale={isSlow}
            autoFocus={wasChosen}
            selectsSuccessor
            empty={isEmpty ? <NobodyFound text={text.trim()} onClear={view.isFiltered ? view.clearFilters : undefined} onRegister={mayRegister ? register : undefined} /> : null}
          />
        </div>
        {showsPeek &&
          (row ? (
            <PatientPeek row={row} onOpen={() => open(row.id)} onStep={step} onNewReferral={() => refer(row.id)} onClose={isFloating ? () => float('peek') : undefined} />
          ) : (
            <aside className="patients-peek" aria-label={t('peek.label')}>
              <p className="meta patients-peek-hint">{t('peek.hint')}</p>
            </aside>
          ))}
      </div>
      <RegistryViewMenu anchor={viewAnchor} columns={view.columns} sort={sort} error={view.saveError} onColumns={view.setColumns} onSort={view.sortBy} onClose={() => setViewAnchor(null)} />
    </div>
  );
}
