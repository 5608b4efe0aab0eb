import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { HoldSheet } from './hold-sheet.tsx';
import { LiveNote } from './live-note.tsx';
import { VaccinationForm } from './vaccination-form.tsx';
import { VaccinationRow } from './vaccination-row.tsx';
import { VaccineProposals } from './vaccine-proposals.tsx';

type Form = { readonly kind: 'add'; readonly recommendation?: string } | { readonly kind: 'correct' };

/** Prevention of a person: vaccinations, what is due, drugs around an operation. Arrows choose a vaccination, a letter acts on it. */
export function PreventionPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('prevention');
  const { data, error, isPending, refetch } = useQuery(api.prevention.vaccinations.queryOptions({ input: { patientId } }));
  const catalogue = useQuery(api.prevention.vaccines.queryOptions({ input: {}, staleTime: Infinity }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<Form | null>(null);
  const all = data?.vaccinations ?? [];
  const selected = all.find(({ id }) => id === chosen) ?? all[0];
  const mayWrite = data?.mayWrite ?? false;
  const row = useRef<HTMLTableRowElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (form !== null) wantsFocus.current = true;
    // The keyboard goes back to the vaccination the form was about, once it has been read.
    else if (wantsFocus.current && row.current && (chosen === null || row.current.dataset['line'] === chosen)) {
      wantsFocus.current = false;
      row.current.focus();
    }
  });
  const isFree = form === null;
  useShortcut('n', () => setForm({ kind: 'add' }), { label: t('vaccination.add'), enabled: mayWrite && isFree });
  useShortcut('m', () => setForm({ kind: 'correct' }), { label: t('vaccination.correct'), enabled: mayWrite && isFree && selected !== undefined });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.min(Math.max(all.findIndex(({ id }) => id === selected?.id) + step, 0), all.length - 1);
    event.currentTarget.querySelectorAll<HTMLTableRowElement>('tr[data-line]')[next]?.focus();
  };
  if (isPending) {
    return (
      <div className="page-body">
        <SkeletonRows rows={6} />
      </div>
    );
  }
  /** The vaccine a recommendation is about, where there is one alone. */
  const vaccineOf = (code: string | undefined): string | undefined => {
    const groups = catalogue.data?.vaccines.filter(({ group, live }) => group === code && !live) ?? [];
    return groups.length === 1 ? groups[0]?.key : undefined;
  };
  const close = (): void => setForm(null);
  return (
    <div className={isFree ? 'page-body' : 'page-body treatment-columns'}>
      <div className="stack">
        {error && <ErrorNotice what={t('vaccination.failed')} error={error} onRetry={() => void refetch()} />}
        {data?.live?.level === 'contraindicated' && <LiveNote finding={data.live} />}
        <VaccineProposals proposals={data?.proposals ?? []} onEnter={mayWrite ? (recommendation) => setForm({ kind: 'add', recommendation }) : undefined} />
        <Sheet
          title={t('vaccination.title')}
          note={all.length || undefined}
          actions={
            mayWrite && (
              <span className="no-print">
                <Button keys="n" icon="plus" onClick={() => setForm({ kind: 'add' })}>
                  {t('vaccination.add')}
                </Button>
              </span>
            )
          }
        >
          {all.length === 0 ? (
            <EmptyState sentence={t('vaccination.empty')} hint={t('vaccination.emptyHint')} />
          ) : (
            <table className="treatment-table" onKeyDown={onKeyDown}>
              <thead>
                <tr>
                  <th scope="col">{t('vaccination.vaccine')}</th>
                  <th scope="col">{t('vaccination.details')}</th>
                  <th scope="col">{t('vaccination.when')}</th>
                  <th scope="col">{t('vaccination.status')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <VaccinationRow
                    key={one.id}
                    ref={one.id === selected?.id ? row : undefined}
                    vaccination={one}
                    isSelected={one.id === selected?.id}
                    onSelect={() => setChosen(one.id)}
                    action={
                      mayWrite &&
                      isFree && (
                        <Button small tone="text" keys="m" onClick={() => setForm({ kind: 'correct' })}>
                          {t('vaccination.correctShort')}
                        </Button>
                      )
                    }
                  />
                ))}
              </tbody>
            </table>
          )}
        </Sheet>
        <HoldSheet patientId={patientId} />
      </div>
      {form?.kind === 'add' && <VaccinationForm key={form.recommendation ?? 'any'} patientId={patientId} vaccination={null} vaccine={vaccineOf(form.recommendation)} live={data?.live ?? null} onSaved={setChosen} onClose={close} />}
      {form?.kind === 'correct' && selected && <VaccinationForm key={selected.id} patientId={patientId} vaccination={selected} live={data?.live ?? null} onSaved={setChosen} onClose={close} />}
    </div>
  );
}
