import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentLine } from '#contract/treatments.ts';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AddForm } from './add-form.tsx';
import { CoverageForm } from './coverage-form.tsx';
import { EventForm } from './event-form.tsx';
import { CorrectForm, DoseChangeForm, type LineFormProps, StopForm } from './line-forms.tsx';
import { LineRow } from './line-row.tsx';

const forms = { dose: DoseChangeForm, stop: StopForm, event: EventForm, coverage: CoverageForm, correct: CorrectForm } as const satisfies Readonly<Record<string, (props: LineFormProps) => ReactElement>>;
type Form = keyof typeof forms;
/** The key of each; those that mean something only while the line goes on come first. */
const keys = { dose: 'c', stop: 's', event: 'a', coverage: 'p', correct: 'm' } as const satisfies Readonly<Record<Form, string>>;
const formOrder = Object.keys(forms) as Form[];
const whileCurrent: ReadonlySet<Form> = new Set(['dose', 'stop']);

/** What a person takes and took: current lines first, those that ended under them. Arrows choose a line, a letter acts on it. */
export function TreatmentsPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('treatments');
  const { data, error, isPending, refetch } = useQuery(api.treatments.list.queryOptions({ input: { patientId } }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<Form | 'add' | null>(null);
  const lines = data?.lines ?? [];
  const selected = lines.find(({ id }) => id === chosen) ?? lines[0];
  const mayWrite = data?.mayWrite ?? false;
  const row = useRef<HTMLTableRowElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (form !== null) wantsFocus.current = true;
    // The keyboard goes back to the line a form was about: a new one, once it has been read.
    else if (wantsFocus.current && row.current && (chosen === null || row.current.dataset['line'] === chosen)) {
      wantsFocus.current = false;
      row.current.focus();
    }
  });

  const can = (one: Form): boolean => mayWrite && selected !== undefined && (selected.endedOn === null || !whileCurrent.has(one));
  const open = (next: Form | 'add'): void => setForm(next);
  const isFree = form === null;
  useShortcut('n', () => open('add'), { label: t('add.title'), enabled: mayWrite && isFree });
  useShortcut(keys.dose, () => open('dose'), { label: t('dose.title'), enabled: can('dose') && isFree });
  useShortcut(keys.stop, () => open('stop'), { label: t('stop.title'), enabled: can('stop') && isFree });
  useShortcut(keys.event, () => open('event'), { label: t('event.title'), enabled: can('event') && isFree });
  useShortcut(keys.coverage, () => open('coverage'), { label: t('coverage.title'), enabled: can('coverage') && isFree });
  useShortcut(keys.correct, () => open('correct'), { label: t('correct.title'), enabled: can('correct') && isFree });

  const move = (step: number): void => {
    const index = lines.findIndex(({ id }) => id === selected?.id);
    const next = lines[Math.min(Math.max(index + step, 0), lines.length - 1)];
    if (next) document.getElementById('treatment-lines')?.querySelectorAll<HTMLTableRowElement>('tr[data-line]')[lines.indexOf(next)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(step);
  };
  if (isPending) {
    return (
      <div className="page-body">
        <SkeletonRows rows={6} />
      </div>
    );
  }
  const addButton = mayWrite && (
    <Button keys="n" icon="plus" onClick={() => open('add')}>
      {t('add.title')}
    </Button>
  );
  const table = (title: string, shown: readonly TreatmentLine[], withAdd: boolean): ReactElement => (
    <Sheet title={title} note={shown.length} actions={withAdd && <span className="no-print">{addButton}</span>}>
      <table className="treatment-table">
        <thead>
          <tr>
            <th scope="col">{t('list.drug')}</th>
            <th scope="col">{t('list.dose')}</th>
            <th scope="col">{t('list.when')}</th>
            <th scope="col">{t('list.course')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <LineRow
              key={line.id}
              line={line}
              ref={line.id === selected?.id ? row : undefined}
              isSelected={line.id === selected?.id}
              onSelect={() => setChosen(line.id)}
              actions={isFree && mayWrite && formOrder.filter(can).map((one) => (
                <Button key={one} small tone="text" keys={keys[one]} onClick={() => open(one)}>
                  {t(`${one}.action`)}
                </Button>
              ))}
            />
          ))}
        </tbody>
      </table>
    </Sheet>
  );
  const current = lines.filter(({ isCurrent }) => isCurrent);
  const past = lines.filter(({ isCurrent }) => !isCurrent);
  const LineForm = form !== null && form !== 'add' ? forms[form] : null;
  return (
    <div className={form === null ? 'page-body' : 'page-body treatment-columns'}>
      <div className="stack" id="treatment-lines" onKeyDown={onKeyDown}>
        {error && <ErrorNotice what={t('list.failed')} error={error} onRetry={() => void refetch()} />}
        {lines.length === 0 && !error && <EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} action={addButton} />}
        {current.length > 0 && table(t('list.current'), current, true)}
        {current.length === 0 && past.length > 0 && <EmptyState sentence={t('list.noCurrent')} action={addButton} />}
        {past.length > 0 && table(t('list.past'), past, false)}
      </div>
      {form === 'add' && <AddForm patientId={patientId} onAdded={setChosen} onClose={() => setForm(null)} />}
      {LineForm && selected && <LineForm key={selected.id} patientId={patientId} line={selected} onClose={() => setForm(null)} />}
    </div>
  );
}
