import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { resourceKind, type ResourceKind, type SiteResource } from '#contract/resources';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Rooms and equipment of a site (null: of the clinic itself): added, renamed, taken out of use. */
export function SiteResources({ siteId, siteName }: { readonly siteId: string | null; readonly siteName: string }): ReactElement {
  const { t } = useTranslation(['sites', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const list = useQuery(api.resources.list.queryOptions());
  const own = (list.data?.resources ?? []).filter((one) => one.siteId === siteId);
  const [kind, setKind] = useState<ResourceKind>('room');
  const [name, setName] = useState('');
  const [renamed, setRenamed] = useState<SiteResource | null>(null);
  const [tried, setTried] = useState(false);
  const reload = (): Promise<unknown> => Promise.all([api.resources.key(), api.appointments.key(), api.slots.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const done = (text: string) => ({
    onSuccess: async () => {
      toast({ text });
      setName('');
      setRenamed(null);
      setTried(false);
      await reload();
    },
    onError: () => void reload(),
  });
  const save = useMutation(api.resources.save.mutationOptions(done(t('sites:resource.saved'))));
  const retire = useMutation(api.resources.setRetired.mutationOptions(done(t('sites:resource.saved'))));
  const submit = (): void => {
    setTried(true);
    if (name.trim() === '' || save.isPending) return;
    save.mutate({ resourceId: renamed?.id ?? v7(), expectedVersion: renamed?.version ?? 0, siteId, kind: renamed?.kind ?? kind, name });
  };
  const isTaken = hasCode(save.error, 'INVALID');
  return (
    <Sheet title={t('sites:resource.title')} note={siteName} padded>
      <div className="stack">
        {list.isError && <ErrorNotice what={t('sites:resource.failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && own.length === 0 && <EmptyState sentence={t('sites:resource.none')} />}
        {own.length > 0 && (
          <ul className="site-resources" aria-label={t('sites:resource.title')}>
            {own.map((one) => (
              <li key={one.id} className="row">
                <span className="grow">
                  <b>{one.name}</b> <span className="meta">{t(`sites:kind.${one.kind}`)}</span> {one.retired && <Chip tone="plain">{t('sites:resource.retired')}</Chip>}
                </span>
                <Button
                  tone="text"
                  small
                  label={t('sites:resource.renameOf', { name: one.name })}
                  onClick={() => {
                    setRenamed(one);
                    setName(one.name);
                  }}
                >
                  {t('sites:resource.rename')}
                </Button>
                <Button tone="text" small label={t(one.retired ? 'sites:resource.restoreOf' : 'sites:resource.retireOf', { name: one.name })} disabled={retire.isPending} onClick={() => retire.mutate({ resourceId: one.id, expectedVersion: one.version, retired: !one.retired })}>
                  {t(one.retired ? 'sites:restore' : 'sites:retire')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {(retire.isError || (save.isError && !isTaken)) && <ErrorNotice what={t('sites:resource.notSaved')} error={save.error ?? retire.error} kept />}
        <form
          className="row wrap site-resource-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {renamed === null && <Select label={t('sites:resource.kind')} value={kind} options={resourceKind.options.map((value) => ({ value, label: t(`sites:kind.${value}`) }))} onChange={(event) => setKind(event.target.value as ResourceKind)} />}
          <TextField
            label={t('sites:resource.name')}
            value={name}
            maxLength={80}
            error={isTaken ? t('sites:resource.taken') : tried && name.trim() === '' ? t('common:field.required') : undefined}
            onChange={(event) => {
              setName(event.target.value);
              save.reset();
            }}
          />
          <Button type="submit" disabled={save.isPending}>
            {t(renamed ? 'common:action.save' : 'sites:resource.add')}
          </Button>
          {renamed && (
            <Button
              tone="quiet"
              onClick={() => {
                setRenamed(null);
                setName('');
              }}
            >
              {t('common:action.cancel')}
            </Button>
          )}
        </form>
        <p className="meta">{t('sites:resource.help')}</p>
      </div>
    </Sheet>
  );
}
