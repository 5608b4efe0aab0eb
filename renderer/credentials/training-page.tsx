import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { KindPane } from './kind-pane.tsx';
import { PersonTraining } from './person-training.tsx';
import { StandingChip } from './standing-chip.tsx';
import { UnnotedTraining } from './unnoted-training.tsx';
import { useTrainingWords } from './use-training-words.ts';

type Pane = { readonly show: 'nothing' } | { readonly show: 'person'; readonly practitionerId: string } | { readonly show: 'kind'; readonly code: string | null };

/** Who is trained for what, until when; and the kinds of training of the clinic with the acts they open. */
export function TrainingPage(): ReactElement {
  const { t } = useTranslation(['credentials', 'common']);
  const words = useTrainingWords();
  const team = useQuery(api.credentials.team.queryOptions({ input: {} }));
  const list = useQuery(api.credentials.kinds.queryOptions({ input: {} }));
  const [pane, setPane] = useState<Pane>({ show: 'nothing' });
  const close = (): void => setPane({ show: 'nothing' });
  const people = team.data?.people ?? [];
  const person = pane.show === 'person' ? people.find(({ practitionerId }) => practitionerId === pane.practitionerId) : undefined;
  const actsOf = (code: string): string => (list.data?.acts ?? []).filter(({ requires }) => requires.includes(code)).map(({ label, pathway, isAsked }) => `${words.of(label)} (${words.of(pathway)}${isAsked ? t('credentials:kind.asked') : ''})`).join('; ');
  useShortcut('g', () => setPane({ show: 'kind', code: null }), { label: t('credentials:kind.add'), enabled: pane.show === 'nothing' });
  return (
    <div className="page">
      <PageBar
        title={t('credentials:title')}
        note={t('credentials:about')}
        actions={
          <Button icon="plus" keys="g" disabled={pane.show !== 'nothing'} onClick={() => setPane({ show: 'kind', code: null })}>
            {t('credentials:kind.add')}
          </Button>
        }
      />
      <div className={pane.show === 'nothing' ? 'page-body stack' : 'page-body training-columns'}>
        <div className="stack">
          <Sheet title={t('credentials:team')} note={team.data && t('credentials:count', { count: people.length })}>
            {team.isError && <ErrorNotice what={t('credentials:failed')} error={team.error} onRetry={() => void team.refetch()} />}
            {team.isPending && <SkeletonRows rows={6} />}
            {team.data && people.length === 0 && <EmptyState sentence={t('credentials:nobody')} hint={t('credentials:nobodyHint')} />}
            {people.length > 0 && (
              <table className="table training-table">
                <thead>
                  <tr>
                    <th scope="col">{t('credentials:person')}</th>
                    <th scope="col">{t('credentials:role')}</th>
                    <th scope="col">{t('credentials:holds')}</th>
                  </tr>
                </thead>
                <tbody>
                  {people.map(({ practitionerId, name, role, standings }) => (
                    <tr key={practitionerId} aria-selected={person?.practitionerId === practitionerId}>
                      <td>
                        <button type="button" className="link-button training-name" onClick={() => setPane({ show: 'person', practitionerId })}>
                          {name}
                        </button>
                      </td>
                      <td>{t(`common:role.${role}`)}</td>
                      <td>
                        <span className="row wrap">
                          {standings.filter(({ standing }) => standing !== 'none').map((one) => <StandingChip key={one.kind} judged={one} withName />)}
                          {standings.every(({ standing }) => standing === 'none') && <span className="meta">{t('credentials:none')}</span>}
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Sheet>
          <UnnotedTraining onPerson={(practitionerId) => setPane({ show: 'person', practitionerId })} />
          <Sheet title={t('credentials:kind.title')} note={list.data && (list.data.isReviewed ? undefined : t('credentials:unreviewed'))}>
            {list.isError && <ErrorNotice what={t('credentials:failed')} error={list.error} onRetry={() => void list.refetch()} />}
            {list.isPending && <SkeletonRows rows={4} />}
            {list.data && (
              <table className="table training-table">
                <thead>
                  <tr>
                    <th scope="col">{t('credentials:kind.name')}</th>
                    <th scope="col" className="numeric">{t('credentials:kind.hours')}</th>
                    <th scope="col">{t('credentials:kind.valid')}</th>
                    <th scope="col">{t('credentials:kind.opens')}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.data.kinds.map((kind) => (
                    <tr key={kind.code} className={kind.isRetired ? 'treatment-past' : undefined}>
                      <td>
                        <button type="button" className="link-button training-name" onClick={() => setPane({ show: 'kind', code: kind.code })}>
                          {words.of(kind.label)}
                        </button>
                        {kind.isRetired && <span className="meta treatment-note">{t('credentials:kind.retired')}</span>}
                      </td>
                      <td className="numeric">{words.hours(kind.hours)}</td>
                      <td>{kind.validMonths === null ? t('credentials:kind.forGood') : t('credentials:kind.months', { count: kind.validMonths })}</td>
                      <td>
                        {actsOf(kind.code) || <span className="meta">{t('credentials:kind.opensNothing')}</span>}
                        <span className="meta treatment-note">{words.source(list.data, kind.source)}</span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Sheet>
        </div>
        {person && list.data && <PersonTraining key={person.practitionerId} practitionerId={person.practitionerId} kinds={list.data.kinds} onClose={close} />}
        {pane.show === 'kind' && list.data && <KindPane key={pane.code ?? 'new'} list={list.data} code={pane.code} onClose={close} />}
      </div>
    </div>
  );
}
