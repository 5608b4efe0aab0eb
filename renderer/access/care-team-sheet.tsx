import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamMember } from '#contract/access.ts';
import { api } from '../link/client.ts';
import { useCaller } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';

interface CareTeamSheetProps {
  readonly patientId: string;
  readonly team: readonly TeamMember[];
  readonly isRestricted: boolean;
  readonly mayChange: boolean;
}

type Stance = TeamMember['stance'];

/** Who reads the record once it is restricted, why, and who is kept out; each change leaves its trace. */
export function CareTeamSheet({ patientId, team, isRestricted, mayChange }: CareTeamSheetProps): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const { userId } = useCaller();
  const queries = useQueryClient();
  const change = useMutation(api.access.setStance.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const set = (member: string, stance: Stance): void => change.mutate({ patientId, userId: member, stance });
  return (
    <Sheet title={t('team.title')} note={t(isRestricted ? 'team.noteRestricted' : 'team.noteOpen')} padded>
      <div className="stack">
        {team.length === 0 ? (
          <p className="ink-2">{t('team.nobody')}</p>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('team.person')}</th>
                <th scope="col">{t('team.role')}</th>
                <th scope="col">{t('team.why')}</th>
                {mayChange && <th scope="col">{t('team.change')}</th>}
              </tr>
            </thead>
            <tbody>
              {team.map((member) => (
                <tr key={member.userId}>
                  <td>{member.name}</td>
                  <td>{member.roles.map((role) => t(`common:role.${role}`)).join(', ')}</td>
                  <td>{member.stance === 'excluded' ? <Chip tone="danger" icon="stop">{t('team.excluded')}</Chip> : member.grounds.map((ground) => t(`ground.${ground}`)).join(', ')}</td>
                  {mayChange && (
                    <td>
                      <MemberActions member={member} isSelf={member.userId === userId} onSet={(stance) => set(member.userId, stance)} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {change.isError && <ErrorNotice what={t('team.failed')} error={change.error} />}
        {mayChange && <AddMember team={team} onSet={set} />}
      </div>
    </Sheet>
  );
}

function MemberActions({ member, isSelf, onSet }: { readonly member: TeamMember; readonly isSelf: boolean; readonly onSet: (stance: Stance) => void }): ReactElement | null {
  const { t } = useTranslation('access');
  if (member.stance !== 'none') {
    const words = t(member.stance === 'excluded' ? 'team.letIn' : 'team.remove');
    return (
      <Button tone="text" small label={`${words} ${member.name}`} onClick={() => onSet('none')}>
        {words}
      </Button>
    );
  }
  if (isSelf) return null;
  return (
    <Button tone="text" small label={`${t('team.exclude')} ${member.name}`} onClick={() => onSet('excluded')}>
      {t('team.exclude')}
    </Button>
  );
}

function AddMember({ team, onSet }: { readonly team: readonly TeamMember[]; readonly onSet: (userId: string, stance: Stance) => void }): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const { userId } = useCaller();
  const colleagues = useQuery(api.access.colleagues.queryOptions());
  const [chosen, setChosen] = useState('');
  const said = new Set(team.filter(({ stance }) => stance !== 'none').map((member) => member.userId));
  const options = (colleagues.data ?? [])
    .filter((person) => !said.has(person.userId) && person.userId !== userId)
    .map((person) => ({ value: person.userId, label: `${person.name} · ${person.roles.map((role) => t(`common:role.${role}`)).join(', ')}` }));
  const add = (stance: Stance): void => {
    onSet(chosen, stance);
    setChosen('');
  };
  return (
    <div className="row wrap access-add">
      <Select label={t('team.add')} value={chosen} onChange={(event) => setChosen(event.target.value)} placeholder={t('team.choose')} options={options} />
      <Button icon="plus" disabled={chosen === ''} onClick={() => add('member')}>
        {t('team.name')}
      </Button>
      <Button disabled={chosen === ''} onClick={() => add('excluded')}>
        {t('team.exclude')}
      </Button>
    </div>
  );
}
