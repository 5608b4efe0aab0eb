import { useEffect, useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { ImportProgressBar } from './import-progress-bar.tsx';
import type { ChosenFile, ImportRun } from './use-import-run.ts';

/** Where files are dropped or picked, the list of them, and the import under way. */
export function FileSheet({ run }: { readonly run: ImportRun }): ReactElement {
  const { t } = useTranslation('imports');
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  useNoStrayDrops();
  const blocked = run.files.some(({ problem }) => problem !== null && problem !== 'UNAVAILABLE');
  const pick = (): void => picker.current?.click();

  useShortcut('f', pick, { label: t('files.choose'), enabled: !run.isBusy });
  useShortcut('i', run.start, { label: t('files.startKey'), enabled: !run.isBusy && run.files.length > 0 && !blocked });

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    run.add(event.dataTransfer.files);
  };

  return (
    <Sheet title={t('files.title')} note={t('files.note')}>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".json,.csv,.tsv,.txt,.xlsx,application/json,application/fhir+json"
        aria-label={t('files.choose')}
        onChange={(event) => {
          run.add(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      {run.phase.name === 'failed' && <ErrorNotice what={t('run.failed')} error={run.phase.error} kept={run.files.length > 0} onRetry={run.files.length > 0 ? run.start : undefined} />}
      {run.isBusy ? (
        <ImportProgressBar run={run} />
      ) : (
        <div
          className={isOver ? 'imports-drop imports-drop-over' : 'imports-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={onDrop}
        >
          <Icon name="document" size="large" />
          <div className="grow">
            <p>{t('files.drop')}</p>
            <p className="meta">{t('files.hint')}</p>
          </div>
          <Button icon="plus" keys="f" onClick={pick} focusOnMount tone={run.files.length === 0 ? 'primary' : 'default'}>
            {t('files.choose')}
          </Button>
        </div>
      )}
      {run.files.length > 0 && (
        <>
          <ul className="imports-files" aria-label={t('files.list')}>
            {run.files.map((one) => (
              <FileLine key={one.key} chosen={one} onRemove={run.isBusy ? undefined : () => run.remove(one.key)} />
            ))}
          </ul>
          {!run.isBusy && (
            <div className="imports-foot">
              <span className="meta grow" role="status">
                {blocked ? t('files.blocked') : ''}
              </span>
              <Button tone="primary" keys="i" disabled={blocked} onClick={run.start}>
                {t('files.start', { count: run.files.length })}
              </Button>
            </div>
          )}
        </>
      )}
    </Sheet>
  );
}

function FileLine({ chosen, onRemove }: { readonly chosen: ChosenFile; readonly onRemove: (() => void) | undefined }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const { file, problem, intakeId } = chosen;
  const size = file.size < 1024 * 1024 ? t('files.kilobytes', { size: f.number(Math.max(file.size / 1024, 0.1), file.size < 10 * 1024 ? 1 : 0) }) : t('files.megabytes', { size: f.number(file.size / 1024 / 1024, 1) });
  return (
    <li className="imports-file">
      <Icon name="document" />
      <span className="ellipsis grow">{file.name}</span>
      {problem && (
        <span className="danger imports-problem">
          <Icon name="alert" size="small" />
          {t(`refused.${problem}`)}
        </span>
      )}
      {!problem && intakeId && <span className="meta">{t('files.sent')}</span>}
      <span className="meta tabular imports-size">{size}</span>
      {onRemove && <IconButton icon="close" label={t('files.remove', { name: file.name })} onClick={onRemove} />}
    </li>
  );
}

/** A file dropped beside the zone would make the browser leave the application to show it. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent): void => event.preventDefault();
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
