import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { ReferrerEntry } from '#contract/referrers';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { usePermission } from '../session/session-state.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';

export interface ReferrerPaneProps {
  /** Null for one to be added. */
  readonly entry: ReferrerEntry | null;
  /** What was searched for, where the new one was not found. */
  readonly typed: string;
  readonly onClose: () => void;
}

const fields = ['familyName', 'givenName', 'organization', 'phone', 'fax', 'email', 'licence'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

/** One referrer, to be corrected, retired or added. What is typed stays whatever other desks change. */
export function ReferrerPane({ entry, typed, onClose }: ReferrerPaneProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const mayRetire = usePermission('referrer.manage');
  const [practitionerId] = useState(() => entry?.practitionerId ?? v7());
  const [start] = useState<Typed>(() => typedOf(entry, typed));
  const [values, setValues] = useState(start);
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(entry?.version ?? 0);
  const name = [values.givenName, values.familyName].filter(Boolean).join(' ');
  const reload = (): Promise<unknown> => Promise.all([api.referrers.key(), api.people.searchReferrers.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));

  const save = useMutation({
    mutationFn: async () => {
      if (entry) return (await client.referrers.save({ practitionerId, expectedVersion: seenVersion, ...values })).version;
      const { email: _email, ...added } = values;
      await client.people.addReferrer({ practitionerId, ...added });
      return null;
    },
    onSuccess: (version) => {
      toast({
        text: t(version === null ? 'referrals:directory.added' : 'referrals:directory.saved', { name }),
        ...(version === null
          ? {}
          : {
              undo: () =>
                undo(async () => {
                  await client.referrers.save({ practitionerId, expectedVersion: version, ...start });
                  await reload();
                }),
            }),
      });
      void reload();
      onClose();
    },
    onError: (error) => {
      tellVersion(error);
      void reload();
    },
  });
  const retire = useMutation({
    mutationFn: (retired: boolean) => client.referrers.setRetired({ practitionerId, expectedVersion: seenVersion, retired }),
    onSuccess: ({ version }, retired) => {
      toast({
        text: t(retired ? 'referrals:directory.retiredDone' : 'referrals:directory.restoredDone', { name }),
        undo: () =>
          undo(async () => {
            await client.referrers.setRetired({ practitionerId, expectedVersion: version, retired: !retired });
            await reload();
          }),
      });
      void reload();
      onClose();
    },
    onError: (error) => {
      tellVersion(error);
      void reload();
    },
  });
  const submit = (): void => {
    setTried(true);
    if (values.familyName.trim() !== '' && !save.isPending) save.mutate();
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('common:action.save') });
  useShortcut('Escape', onClose, { inFields: true });
  const failure = save.error ?? retire.error;
  return (
    <form
      className="referrer-pane"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Sheet title={entry ? entry.displayName : t('referrals:directory.new')} padded>
        <div className="stack">
          {failure !== null &&
            (hasCode(failure, 'STALE') ? (
              <div className="note note-warn" role="alert">
                <Icon name="alert" />
                <span>{t('referrals:directory.changed')}</span>
              </div>
            ) : (
              <ErrorNotice what={t('referrals:directory.notSaved')} error={failure} kept />
            ))}
          {fields
            .filter((field) => entry !== null || field !== 'email')
            .map((field) => (
              <TextField
                key={field}
                label={t(`referrals:directory.${field}`)}
                optional={field !== 'familyName'}
                value={values[field]}
                maxLength={bounds[field]}
                autoFocus={field === 'familyName'}
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
                error={field === 'familyName' && tried && values.familyName.trim() === '' ? t('common:field.required') : undefined}
              />
            ))}
          {entry && entry.identifiers.length > 0 && (
            <div>
              <div className="field-label">{t('referrals:directory.numbers')}</div>
              {entry.identifiers.map(({ system, value }) => (
                <div key={`${system} ${value}`} className="meta">
                  <span className="tabular">{value}</span> {system}
                </div>
              ))}
            </div>
          )}
          <div className="row wrap">
            <Button type="submit" tone="primary" keys="Control+Enter" disabled={save.isPending}>
              {t('common:action.save')}
            </Button>
            <Button tone="quiet" keys="Escape" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            {entry && mayRetire && (
              <Button disabled={retire.isPending} onClick={() => retire.mutate(!entry.retired)}>
                {t(entry.retired ? 'referrals:directory.restore' : 'referrals:directory.retire')}
              </Button>
            )}
          </div>
          {entry && mayRetire && !entry.retired && <p className="meta">{t('referrals:directory.retireHint')}</p>}
        </div>
      </Sheet>
    </form>
  );
}

const bounds: Readonly<Record<(typeof fields)[number], number>> = { familyName: 80, givenName: 80, organization: 160, phone: 40, fax: 40, email: 120, licence: 40 };

function typedOf(entry: ReferrerEntry | null, searched: string): Typed {
  if (entry) return { familyName: entry.familyName, givenName: entry.givenName, organization: entry.organization ?? '', phone: entry.phone ?? '', fax: entry.fax ?? '', email: entry.email ?? '', licence: entry.licence ?? '' };
  const words = searched.trim().split(/\s+/);
  return { familyName: words.at(-1) ?? '', givenName: words.slice(0, -1).join(' '), organization: '', phone: '', fax: '', email: '', licence: '' };
}
