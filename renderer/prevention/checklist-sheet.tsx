import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckItem, CheckState } from '#contract/prevention.ts';
import { api, client } from '../link/client.ts';
import { useCommand } from '../treatments/use-command.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CheckForm } from './check-form.tsx';

const tones: Readonly<Record<CheckState, 'danger' | 'warn' | 'plain' | 'ok'>> = { abnormal: 'danger', missing: 'warn', expired: 'warn', optional: 'plain', done: 'ok' };
const icons = { abnormal: 'alert', missing: 'alert', expired: 'clock', optional: undefined, done: 'check' } as const;
const nothing = (): void => undefined;

/** The checklist before a biologic or targeted drug: item by item how it stands and what that rests on. Closed until it is wanted. */
export function ChecklistSheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('prevention');
  const [isOpen, setIsOpen] = useState(false);
  useShortcut('b', () => setIsOpen(!isOpen), { label: t('checklist.title') });
  return isOpen ? <OpenChecklist patientId={patientId} onClose={() => setIsOpen(false)} /> : (
    <Sheet
      title={t('checklist.title')}
      actions={
        <span className="no-print">
          <Button small keys="b" onClick={() => setIsOpen(true)}>
            {t('checklist.open')}
          </Button>
        </span>
      }
    >
      <p className="sheet-body ink-2">{t('checklist.about')}</p>
    </Sheet>
  );
}

function OpenChecklist({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const [drug, setDrug] = useState<string | null>(null);
  const [stated, setStated] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery(api.prevention.checklist.queryOptions({ input: { patientId, drug }, placeholderData: (before) => before }));
  const item = data?.items.find(({ code }) => code === stated);
  const top = useRef<HTMLDivElement>(null);
  const isThere = data !== undefined;
  // Asked for by its key from the top of a long page: it comes into view, and the keyboard goes with it.
  useEffect(() => {
    if (!isThere) return;
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.querySelector('select')?.focus({ preventScroll: true });
  }, [isThere]);
  return (
    <div ref={top} className={item ? 'treatment-columns' : undefined}>
      <Sheet
        title={t('checklist.title')}
        note={data && (data.open === 0 ? t('checklist.whole') : t('checklist.count', { count: data.open }))}
        actions={
          <span className="no-print">
            <Button small keys="b" onClick={onClose}>
              {t('checklist.close')}
            </Button>
          </span>
        }
      >
        {isPending && <SkeletonRows rows={8} />}
        {error && <ErrorNotice what={t('checklist.failed')} error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <div className="sheet-body no-print prevention-drug">
              <Select label={t('checklist.drug')} value={data.drug ?? ''} placeholder={t('checklist.any')} options={data.drugs.map(({ key, label }) => ({ value: key, label: label[f.language] }))} onChange={(event) => setDrug(event.target.value || null)} />
            </div>
            <ul className="patients-lines">
              {data.items.map((one) => (
                <Line key={one.code} item={one} onState={data.mayWrite && item === undefined ? () => setStated(one.code) : undefined} mayWrite={data.mayWrite} />
              ))}
            </ul>
            <p className="sheet-body meta">{t('checklist.aid')}</p>
          </>
        )}
      </Sheet>
      {item && <CheckForm key={item.code} patientId={patientId} item={item} onClose={() => setStated(null)} />}
    </div>
  );
}

function Line({ item, onState, mayWrite }: { readonly item: CheckItem; readonly onState: (() => void) | undefined; readonly mayWrite: boolean }): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const { label, state, source, action, within, evidence, statement } = item;
  const withdraw = useCommand((checkId: string) => client.prevention.withdrawCheck({ checkId }), t('check.withdrawn'), nothing);
  // A lone test that is missing says no more than the item.
  const said = evidence.filter(({ on, words }) => on !== null || words !== null || evidence.length > 1).map(({ label: what, on, words, state: how }) => [what[f.language], words?.[f.language], on && f.date(on), how !== 'done' && how !== state && t(`checklist.state.${how}`)].filter(Boolean).join(' '));
  return (
    <li className="patients-line">
      <span className="prevention-state">
        <Chip tone={tones[state]} icon={icons[state]}>
          {t(`checklist.state.${state}`)}
        </Chip>
      </span>
      <span className="grow">
        <b>{label[f.language]}</b> {within && <span className="meta">{t('checklist.within', { count: within.months })}</span>}
        {said.length > 0 && <span className="treatment-note tabular">{said.join(' · ')}</span>}
        {statement && (
          <span className="treatment-note">
            {[t(`check.outcome.${statement.outcome}`), statement.note].filter(Boolean).join(' · ')} <span className="meta tabular">{[f.date(statement.on), statement.by].join(' · ')}</span>{' '}
            {mayWrite && (
              <span className="no-print">
                <Button small tone="text" label={t('check.withdrawOf', { item: label[f.language] })} onClick={() => withdraw.mutate(statement.id)}>
                  {t('check.withdraw')}
                </Button>
              </span>
            )}
          </span>
        )}
        {state !== 'done' && (
          <span className="treatment-note">
            {action?.[f.language]} <span className="meta">{source[f.language]}</span>
          </span>
        )}
        {withdraw.isError && <ErrorNotice what={t('check.notWithdrawn')} error={withdraw.error} />}
      </span>
      {onState && (
        <span className="no-print">
          <Button small tone="text" label={t('check.stateOf', { item: label[f.language] })} onClick={onState}>
            {t('check.state')}
          </Button>
        </span>
      )}
    </li>
  );
}
