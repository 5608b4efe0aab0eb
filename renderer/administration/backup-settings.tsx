import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupOverview } from '#contract/backups.ts';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const folderFaults = ['NOT_ABSOLUTE', 'MISSING', 'READ_ONLY'] as const;

/** The hour, the folder, and how many are kept. */
export function BackupSettingsSheet({ overview }: { readonly overview: BackupOverview }): ReactElement {
  const { t } = useTranslation(['backups', 'common']);
  const f = useFormat();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [hour, setHour] = useState(overview.settings.hour === null ? '' : String(overview.settings.hour));
  const [folder, setFolder] = useState(overview.settings.folder ?? '');
  const [keep, setKeep] = useState(String(overview.settings.keep));
  const kept = /^\d{1,3}$/.test(keep.trim()) ? Number(keep) : 0;
  const keepFault = kept < 1 || kept > 365;
  const save = useMutation(
    api.backups.setSettings.mutationOptions({
      onSuccess: () => {
        toast({ text: t('backups:settings.saved') });
        void queryClient.invalidateQueries({ queryKey: api.backups.key() });
      },
    }),
  );
  const fault = save.isError && hasCode(save.error, 'INVALID') ? folderFaults.find((code) => JSON.stringify(toFailure(save.error).data).includes(code)) : undefined;
  const submit = (): void => {
    if (keepFault || save.isPending) return;
    save.mutate({ hour: hour === '' ? null : Number(hour), folder: folder.trim() === '' ? null : folder.trim(), keep: kept });
  };
  return (
    <Sheet title={t('backups:settings.title')} padded className="backup-settings">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {save.isError && !fault && <ErrorNotice what={t('backups:settings.failed')} error={save.error} kept />}
        <Select
          label={t('backups:settings.hour')}
          help={t('backups:settings.hourHelp')}
          options={[{ value: '', label: t('backups:settings.never') }, ...hours.map((value) => ({ value: String(value), label: f.time(`${String(value).padStart(2, '0')}:00`) }))]}
          value={hour}
          onChange={(event) => setHour(event.target.value)}
        />
        <TextField
          label={t('backups:settings.folder')}
          help={t('backups:settings.folderHelp')}
          optional
          spellCheck={false}
          maxLength={1000}
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
          error={fault && t(`backups:settings.folderFault.${fault}`)}
        />
        <TextField
          label={t('backups:settings.keep')}
          help={t('backups:settings.keepHelp')}
          inputMode="numeric"
          value={keep}
          onChange={(event) => setKeep(event.target.value)}
          error={keepFault ? t('backups:settings.keepFault') : undefined}
        />
        <div className="row">
          <Button type="submit" disabled={save.isPending}>
            {t('common:action.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
