import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportButton } from '../imports/import-button.tsx';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { PatientPeek } from './patient-peek.tsx';
import { useRegistryColumns } from './registry-columns.tsx';
import { firstMatch, registryOptions } from './registry-search.ts';

/** As many matches are counted in main; more are "more than". */
const mostCounted = 2000;

/** The registry: searched as one types, walked with the arrows, the chosen patient at a glance beside it. */
export function Registry(): ReactElement {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayRegister = usePermission('patient.write');
  const mayRefer = usePermission('referral.enter');
  const remembered = useSearch({ from: '/patients' });
  const [text, setText] = useState(remembered.text ?? '');
  const [selected, setSelected] = useState<string | null>(remembered.selected ?? null);
  const asked = useDeferredValue(text);
  const list = useInfiniteQuery({ ...registryOptions(asked), placeholderData: keepPreviousData });
  const columns = useRegistryColumns();
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wantsList = useRef(false);

  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const index = rows.findIndex((row) => row.id === selected);
  const row = rows[index];
  const isEmpty = list.isSuccess && rows.length === 0;
  const isStale = list.isPlaceholderData || asked !== text;

  // The address keeps what was typed and chosen, so that coming back finds the list as it was left.
  const remember = (change: { text?: string; selected?: string | null }): void => {
    const next = { text: change.text ?? text, selected: change.selected === undefined ? selected : change.selected };
    setText(next.text);
    setSelected(next.selected);
    void navigate({ to: '/patients', search: { text: next.text || undefined, selected: next.selected ?? undefined }, replace: true });
  };
  const open = (patientId: string): void => {
    void navigate({ to: '/patients/$patientId', params: { patientId } });
  };
  const openFirst = async (): Promise<void> => {
    const first = text.trim() === '' ? null : await firstMatch(queryClient, text);
    if (first) open(first);
  };
  const register = (): void => {
    const searched = rows.length === 0 && text.trim() !== '' ? { text } : {};
    void navigate({ to: '/patients/new', search: searched });
  };
  const refer = (patientId: string): void => router.history.push(`/referrals/new?patientId=${patientId}`);
  const step = (by: 1 | -1): void => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (next) remember({ selected: next.id });
  };

  useShortcut('/', () => field.current?.focus(), { label: t('registry.keys.search') });
  useShortcut('n', register, { label: t('registry.keys.new'), enabled: mayRegister });
  useShortcut('d', () => row && refer(row.id), { label: t('record.newReferral'), enabled: mayRefer && row !== undefined });
  useShortcut('Enter', () => row && open(row.id), { label: t('registry.keys.open'), enabled: row !== undefined });

  // The list takes the keyboard once it answers to what is typed: never on the rows of an earlier text.
  const enterList = (): void => {
    if (!wantsList.current || isStale || list.isPending) return;
    wantsList.current = false;
    body.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useEffect(enterList);

  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void openFirst();
    else if (event.key === 'ArrowDown') {
      wantsList.current = true;
      enterList();
    }
    else if (event.key === 'Escape' && text !== '') remember({ text: '' });
    else return;
    event.preventDefault();
  };

  return (
    <div className="page">
      <PageBar
        title={t('registry.title')}
        note={<RegistryCount text={asked} total={list.data?.pages[0]?.total} />}
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
              autoFocus={remembered.selected === undefined}
              value={text}
              onChange={(event) => {
                wantsList.current = false;
                remember({ text: event.target.value, selected: null });
              }}
              onKeyDown={onSearchKey}
            />
            <Kbd keys="/" />
          </div>
        }
        actions={
          <>
            <ImportButton />
            {mayRegister && (
              <Button tone={row || isEmpty ? 'default' : 'primary'} icon="plus" keys={isEmpty ? undefined : 'n'} onClick={register}>
                {t('registry.new')}
              </Button>
            )}
          </>
        }
      />
      <div ref={body} className="patients-registry">
        <div className="patients-registry-list">
          {list.isError && <ErrorNotice what={t('registry.failed')} error={list.error} onRetry={() => void list.refetch()} />}
          <VirtualTable
            label={t('registry.table')}
            columns={columns}
            rows={rows}
            rowKey={(one) => one.id}
            selectedKey={selected}
            onSelect={(patientId) => remember({ selected: patientId })}
            onOpen={(one) => open(one.id)}
            onReachEnd={() => {
              if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
            }}
            total={list.data?.pages[0]?.total ?? undefined}
            loading={list.isPending}
            stale={isStale}
            autoFocus={remembered.selected !== undefined}
            empty={list.isError ? null : <NobodyFound text={asked.trim()} onRegister={mayRegister ? register : undefined} />}
          />
        </div>
        {row ? (
          <PatientPeek row={row} onOpen={() => open(row.id)} onStep={step} onNewReferral={() => refer(row.id)} />
        ) : (
          <aside className="patients-peek" aria-label={t('peek.label')}>
            <p className="meta patients-peek-hint">{t('peek.hint')}</p>
          </aside>
        )}
      </div>
    </div>
  );
}

function RegistryCount({ text, total }: { readonly text: string; readonly total: number | null | undefined }): ReactElement | null {
  const { t } = useTranslation('patients');
  const f = useFormat();
  if (total === undefined) return null;
  const formatted = f.number(total ?? mostCounted);
  const words = text.trim() === '' ? t('registry.count', { count: total ?? 0, formatted }) : total === null ? t('registry.manyFound', { formatted }) : t('registry.found', { count: total, formatted });
  return <span role="status">{words}</span>;
}

function NobodyFound({ text, onRegister }: { readonly text: string; readonly onRegister: (() => void) | undefined }): ReactElement {
  const { t } = useTranslation('patients');
  if (text === '') {
    return (
      <EmptyState
        sentence={t('registry.empty.sentence')}
        hint={t('registry.empty.hint')}
        action={
          onRegister && (
            <Button tone="primary" icon="plus" keys="n" onClick={onRegister}>
              {t('registry.new')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <EmptyState
      sentence={t('registry.noMatch.sentence', { text })}
      hint={t('registry.noMatch.hint')}
      action={
        onRegister && (
          <Button tone="primary" icon="plus" keys="n" onClick={onRegister}>
            {t('registry.noMatch.register')}
          </Button>
        )
      }
    />
  );
}
