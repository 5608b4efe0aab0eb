import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { api, client } from '../link/client.ts';
import { useCommand } from '../treatments/use-command.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AllergyForm } from './allergy-form.tsx';
import { AllergyList } from './allergy-list.tsx';
import { DiagnosisForm } from './diagnosis-form.tsx';
import { DiagnosisRow } from './diagnosis-row.tsx';

const nothing = (): void => undefined;

/** What a person has, the classification criteria met at visits, and what they are allergic to. */
export function DiagnosesPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('diagnoses');
  const f = useFormat();
  const { data, error, isPending, refetch } = useQuery(api.diagnoses.list.queryOptions({ input: { patientId } }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<'add' | 'correct' | 'allergy' | null>(null);
  const none = useCommand((input: Parameters<typeof client.diagnoses.stateNoAllergy>[0]) => client.diagnoses.stateNoAllergy(input), t('allergy.noneDone'), nothing);
  const all = data?.diagnoses ?? [];
  const selected = all.find(({ id }) => id === chosen) ?? all[0];
  const mayWrite = data?.mayWrite ?? false;
  const mayStateNone = mayWrite && !(data?.allergies ?? []).some(({ isOpen }) => isOpen);
  const row = useRef<HTMLTableRowElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (form === 'add' || form === 'correct') wantsFocus.current = true;
    // The keyboard goes back to the diagnosis the form was about, once it has been read.
    else if (wantsFocus.current && row.current && (chosen === null || row.current.dataset['line'] === chosen)) {
      wantsFocus.current = false;
      row.current.focus();
    }
  });
  const isFree = form === null;
  const stateNone = (): void => {
    if (!none.isPending) none.mutate({ allergyId: v7(), patientId });
  };
  useShortcut('n', () => setForm('add'), { label: t('form.add'), enabled: mayWrite && isFree });
  useShortcut('m', () => setForm('correct'), { label: t('form.correct'), enabled: mayWrite && isFree && selected !== undefined });
  useShortcut('l', () => setForm('allergy'), { label: t('allergy.add'), enabled: mayWrite && isFree });
  useShortcut('0', stateNone, { label: t('allergy.stateNone'), enabled: mayStateNone && isFree });

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
  return (
    <div className={isFree ? 'page-body' : 'page-body treatment-columns'}>
      <div className="stack">
        {error && <ErrorNotice what={t('list.failed')} error={error} onRetry={() => void refetch()} />}
        <Sheet
          title={t('list.title')}
          note={all.length || undefined}
          actions={
            mayWrite && (
              <span className="no-print">
                <Button keys="n" icon="plus" onClick={() => setForm('add')}>
                  {t('form.add')}
                </Button>
              </span>
            )
          }
        >
          {all.length === 0 ? (
            <EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} />
          ) : (
            <table className="treatment-table" onKeyDown={onKeyDown}>
              <thead>
                <tr>
                  <th scope="col">{t('list.what')}</th>
                  <th scope="col">{t('list.signs')}</th>
                  <th scope="col">{t('list.when')}</th>
                  <th scope="col">{t('list.status')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <DiagnosisRow
                    key={one.id}
                    ref={one.id === selected?.id ? row : undefined}
                    diagnosis={one}
                    isSelected={one.id === selected?.id}
                    onSelect={() => setChosen(one.id)}
                    action={
                      mayWrite &&
                      isFree && (
                        <Button small tone="text" keys="m" onClick={() => setForm('correct')}>
                          {t('form.correctShort')}
                        </Button>
                      )
                    }
                  />
                ))}
              </tbody>
            </table>
          )}
        </Sheet>
        {data && data.criteria.length > 0 && (
          <Sheet title={t('criteria.title')} note={t('criteria.note')}>
            <ul className="patients-lines">
              {data.criteria.map((one) => (
                <li key={one.instrument} className="patients-line">
                  <span className="grow">
                    <b>{one.label[f.language]}</b> {one.score !== null && <span className="tabular">{f.number(one.score)}</span>} {one.category?.[f.language]}
                  </span>
                  <span className="meta tabular no-wrap">{t('criteria.on', { date: f.date(one.on), version: one.formulaVersion })}</span>
                </li>
              ))}
            </ul>
          </Sheet>
        )}
        <AllergyList
          allergies={data?.allergies ?? []}
          mayWrite={mayWrite}
          actions={
            mayWrite && (
              <span className="row no-print">
                {mayStateNone && (
                  <Button keys="0" onClick={stateNone}>
                    {t('allergy.stateNone')}
                  </Button>
                )}
                <Button keys="l" icon="plus" onClick={() => setForm('allergy')}>
                  {t('allergy.add')}
                </Button>
              </span>
            )
          }
        />
        {none.isError && <ErrorNotice what={t('allergy.noneFailed')} error={none.error} />}
      </div>
      {form === 'add' && <DiagnosisForm patientId={patientId} diagnosis={null} onSaved={setChosen} onClose={() => setForm(null)} />}
      {form === 'correct' && selected && <DiagnosisForm key={selected.id} patientId={patientId} diagnosis={selected} onSaved={setChosen} onClose={() => setForm(null)} />}
      {form === 'allergy' && <AllergyForm patientId={patientId} onClose={() => setForm(null)} />}
    </div>
  );
}
