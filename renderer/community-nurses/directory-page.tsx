import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { NurseForm } from './nurse-form.tsx';
import { NursePeople } from './nurse-people.tsx';
import { useNurseWords } from './use-nurse-words.ts';

/** Community nurses: where, when and in which languages they work, what they are trained for, how many people they have. */
export function NursesPage(): ReactElement {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  const words = useNurseWords();
  const [chosen, setChosen] = useState<{ readonly practitionerId: string | null } | null>(null);
  const { data, error, isPending, refetch } = useQuery(api.nurses.list.queryOptions({ input: {} }));
  const nurses = data?.nurses ?? [];
  const mayManage = data?.mayManage ?? false;
  const nurse = nurses.find(({ practitionerId }) => practitionerId === chosen?.practitionerId);
  const close = (): void => setChosen(null);
  const add = (): void => setChosen({ practitionerId: null });
  useShortcut('n', add, { label: t('add'), enabled: mayManage && chosen === null });
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        note={data && t('count', { count: nurses.filter(({ isActive }) => isActive).length })}
        actions={
          mayManage && (
            <Button icon="plus" keys="n" disabled={chosen !== null} onClick={add}>
              {t('add')}
            </Button>
          )
        }
      />
      <div className={chosen === null ? 'page-body stack' : 'page-body training-columns'}>
        <Sheet title={t('directory')}>
          {error && <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />}
          {isPending && <SkeletonRows rows={6} />}
          {data && nurses.length === 0 && <EmptyState sentence={t('nobody')} hint={mayManage ? t('nobodyHint') : undefined} />}
          {nurses.length > 0 && (
            <table className="table training-table">
              <thead>
                <tr>
                  <th scope="col">{t('name')}</th>
                  <th scope="col">{t('sector')}</th>
                  <th scope="col">{t('days')}</th>
                  <th scope="col">{t('trained')}</th>
                  <th scope="col" className="numeric">{t('people')}</th>
                </tr>
              </thead>
              <tbody>
                {nurses.map((one) => (
                  <tr key={one.practitionerId} aria-selected={one.practitionerId === nurse?.practitionerId} className={one.isActive ? undefined : 'treatment-past'}>
                    <td>
                      <button type="button" className="link-button training-name" onClick={() => setChosen({ practitionerId: one.practitionerId })}>
                        {one.name}
                      </button>
                      {!one.isActive && <span className="meta treatment-note">{t('inactive')}</span>}
                      <span className="meta treatment-note">{one.organization}{one.organization && one.phone ? ' · ' : ''}<span className="no-wrap">{one.phone}</span></span>
                    </td>
                    <td>
                      {one.sector}
                      <span className="meta treatment-note">{one.areas.map(({ prefix, km }) => t('area', { prefix, km: f.number(km) })).join(', ')}</span>
                    </td>
                    <td>
                      {words.weekdays(one.weekdays)}
                      <span className="meta treatment-note">{one.languages.map(f.languageName).join(', ')}</span>
                    </td>
                    <td>
                      {one.trainedFor.length === 0 ? <span className="meta">{t('untrained')}</span> : <span className="row wrap">{one.trainedFor.map(({ label, endsOn }) => <Chip key={label.en} {...(endsOn !== null && { tone: 'warn', icon: 'clock' })}>{endsOn === null ? label[f.language] : t('endsOn', { label: label[f.language], date: f.date(endsOn) })}</Chip>)}</span>}
                    </td>
                    <td className="numeric">
                      {t('load', { load: f.number(one.follows), most: f.number(one.mostPeople) })}
                      {one.backsUp > 0 && <span className="meta treatment-note">{t('backsUp', { count: one.backsUp })}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Sheet>
        {chosen !== null && (
          <div className="stack">
            {mayManage && (nurse !== undefined || chosen.practitionerId === null) && <NurseForm key={`${chosen.practitionerId ?? 'new'} ${nurse?.version ?? 0}`} nurse={nurse} onClose={close} />}
            {nurse && <NursePeople practitionerId={nurse.practitionerId} name={nurse.name} />}
          </div>
        )}
      </div>
    </div>
  );
}
