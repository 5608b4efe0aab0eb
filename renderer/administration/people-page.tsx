import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#contract/accounts.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AddPerson } from './add-person.tsx';
import { AdministrationBar } from './administration-bar.tsx';
import { PersonPane } from './person-pane.tsx';
import { TemporaryPassword } from './temporary-password.tsx';

/** What the pane at the right shows. */
type Pane = { readonly show: 'nothing' | 'add' } | { readonly show: 'person'; readonly userId: string } | { readonly show: 'password'; readonly account: Account; readonly password: string };

const tones = { active: 'ok', 'temporary-password': 'warn', 'no-password': 'warn', disabled: 'plain' } as const;

/** The people of the clinic: their roles, when they last came, and whether they can come in. */
export function PeoplePage(): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const f = useFormat();
  const queryClient = useQueryClient();
  const [pane, setPane] = useState<Pane>({ show: 'nothing' });
  const list = useQuery(api.accounts.list.queryOptions());
  const people = list.data ?? [];
  const shown = pane.show === 'person' ? people.find((one) => one.userId === pane.userId) : undefined;
  // A password shown once stays until it is kept.
  const mayLeave = pane.show !== 'password';
  const show = (next: Pane): void => {
    if (mayLeave) setPane(next);
  };
  const showPassword = (made: { readonly account: Account; readonly temporaryPassword: string }): void => {
    setPane({ show: 'password', account: made.account, password: made.temporaryPassword });
    void queryClient.invalidateQueries({ queryKey: api.accounts.list.key() });
  };
  useShortcut('n', () => show({ show: 'add' }), { label: t('accounts:add.title'), enabled: mayLeave });
  return (
    <div className="page">
      <AdministrationBar
        current="people"
        actions={
          <Button tone={pane.show === 'nothing' ? 'primary' : 'default'} icon="plus" keys="n" disabled={!mayLeave} onClick={() => show({ show: 'add' })}>
            {t('accounts:add.title')}
          </Button>
        }
      />
      <div id="administration-panel" role="tabpanel" aria-label={t('accounts:title')} className={pane.show === 'nothing' ? 'page-body' : 'page-body account-columns'}>
        <Sheet title={t('accounts:title')} note={list.data && t('accounts:count', { count: people.length })}>
          {list.isError && <ErrorNotice what={t('accounts:failed')} error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && <SkeletonRows rows={4} />}
          {list.data && people.length === 0 && <EmptyState sentence={t('accounts:nobody')} />}
          {people.length > 0 && (
            <table className="table account-table">
              <thead>
                <tr>
                  <th scope="col">{t('accounts:name')}</th>
                  <th scope="col">{t('accounts:login')}</th>
                  <th scope="col">{t('accounts:roles')}</th>
                  <th scope="col">{t('accounts:lastSignIn')}</th>
                  <th scope="col">{t('accounts:access')}</th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.userId} aria-selected={shown?.userId === person.userId}>
                    <td>
                      <button type="button" className="link-button account-name" disabled={!mayLeave} onClick={() => show({ show: 'person', userId: person.userId })}>
                        {person.displayName}
                      </button>
                    </td>
                    <td>{person.login}</td>
                    <td className="account-held">{person.roles.map((role) => t(`common:role.${role}`)).join(', ')}</td>
                    <td className="tabular">{person.lastSignedInAt ? f.instant(person.lastSignedInAt, 'short') : t('accounts:never')}</td>
                    <td>
                      <Chip tone={tones[person.state]}>{t(`accounts:state.${person.state}`)}</Chip>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Sheet>
        {pane.show === 'add' && <AddPerson taken={people.map(({ login }) => login)} onAdded={showPassword} onCancel={() => setPane({ show: 'nothing' })} />}
        {shown && <PersonPane key={`${shown.userId} ${shown.version}`} account={shown} onTemporaryPassword={showPassword} onClose={() => setPane({ show: 'nothing' })} />}
        {pane.show === 'password' && <TemporaryPassword name={pane.account.displayName} login={pane.account.login} password={pane.password} onDone={() => setPane({ show: 'nothing' })} />}
      </div>
    </div>
  );
}
