import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import type { ChosenReferrer } from './request-form.ts';
import { SearchField } from './search-field.tsx';

export interface ReferrerPickerProps {
  readonly referrer: ChosenReferrer | null;
  readonly onChange: (referrer: ChosenReferrer | null) => void;
  /** Takes the keyboard first: the patient is already known. */
  readonly autoFocus: boolean;
}

/** Who sent the request: found as one types, or added on the spot. */
export function ReferrerPicker({ referrer, onChange, autoFocus }: ReferrerPickerProps): ReactElement {
  const { t } = useTranslation('referrals');
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState(false);
  const asked = text.trim();
  const found = useQuery(api.people.searchReferrers.queryOptions({ input: { text: asked }, enabled: referrer === null && asked !== '', placeholderData: keepPreviousData }));
  if (referrer) {
    return (
      <div className="field">
        <span className="field-label">{t('form.referrer')}</span>
        <div className="request-chosen">
          <span className="grow ellipsis">
            <b>{referrer.displayName}</b> <span className="meta">{referrer.organization}</span>
          </span>
          <Button
            small
            tone="text"
            onClick={() => {
              setChanging(true);
              onChange(null);
            }}
          >
            {t('form.change')}
          </Button>
        </div>
      </div>
    );
  }
  if (adding) {
    return (
      <NewReferrer
        typed={asked}
        onCancel={() => setAdding(false)}
        onAdded={(added) => {
          setAdding(false);
          onChange(added);
        }}
      />
    );
  }
  const referrers = asked === '' ? [] : (found.data ?? []);
  return (
    <SearchField
      label={t('form.referrer')}
      optional
      text={text}
      onText={setText}
      autoFocus={changing || autoFocus}
      note={found.isError ? t('form.searchFailed') : undefined}
      options={
        asked === ''
          ? []
          : [
              ...referrers.slice(0, 8).map((one) => ({
                key: one.practitionerId,
                choose: () => onChange(one),
                content: (
                  <>
                    <b>{one.displayName}</b>
                    <span className="meta">{one.organization}</span>
                  </>
                ),
              })),
              { key: 'add', choose: () => setAdding(true), content: <span className="accent">{t('form.addReferrer', { name: asked })}</span> },
            ]
      }
    />
  );
}

interface NewReferrerProps {
  readonly typed: string;
  readonly onCancel: () => void;
  readonly onAdded: (referrer: ChosenReferrer) => void;
}

function NewReferrer({ typed, onCancel, onAdded }: NewReferrerProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const queryClient = useQueryClient();
  const [practitionerId] = useState(() => v7());
  const words = typed.split(/\s+/);
  const [familyName, setFamilyName] = useState(words.at(-1) ?? '');
  const [givenName, setGivenName] = useState(words.slice(0, -1).join(' '));
  const [organization, setOrganization] = useState('');
  const [tried, setTried] = useState(false);
  const add = useMutation(
    api.people.addReferrer.mutationOptions({
      onSuccess: (added) => {
        void queryClient.invalidateQueries({ queryKey: api.people.searchReferrers.key() });
        onAdded(added);
      },
    }),
  );
  const submit = (): void => {
    setTried(true);
    if (familyName.trim() === '' || add.isPending) return;
    add.mutate({ practitionerId, familyName, givenName, organization, phone: '', fax: '' });
  };
  return (
    <div
      className="request-new-referrer"
      role="group"
      aria-label={t('referrals:form.newReferrer')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        submit();
      }}
    >
      {add.isError && <ErrorNotice what={t('referrals:form.referrerNotAdded')} error={add.error} kept />}
      <div className="request-row-3">
        <TextField
          label={t('referrals:form.familyName')}
          value={familyName}
          maxLength={80}
          onChange={(event) => setFamilyName(event.target.value)}
          error={tried && familyName.trim() === '' ? t('common:field.required') : undefined}
        />
        <TextField label={t('referrals:form.givenName')} value={givenName} maxLength={80} onChange={(event) => setGivenName(event.target.value)} />
        <TextField label={t('referrals:form.organization')} value={organization} maxLength={160} autoFocus onChange={(event) => setOrganization(event.target.value)} />
      </div>
      <div className="row">
        <Button small onClick={submit} disabled={add.isPending}>
          {t('referrals:form.add')}
        </Button>
        <Button small tone="quiet" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </div>
  );
}
