import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoReport } from '#contract/table-reports.ts';
import { api, client } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

type Phase = { readonly name: 'idle' | 'asking' | 'running' } | { readonly name: 'failed'; readonly error: unknown };

/** The way back from an import: asked once, since what was removed would have to be imported again. */
export function UndoImport({ importId, onUndone }: { readonly importId: string; readonly onUndone: (report: UndoReport) => void }): ReactElement | null {
  const { t } = useTranslation('imports');
  const queryClient = useQueryClient();
  const mayUndo = usePermission('import.undo');
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const undo = async (): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setPhase({ name: 'running' });
    try {
      for await (const event of await client.imports.undo({ importId }, { signal: controller.signal })) {
        if (event.kind === 'report') onUndone(event.report);
      }
      setPhase({ name: 'idle' });
    } catch (error) {
      if (!controller.signal.aborted) setPhase({ name: 'failed', error });
    }
    for (const queryKey of [api.imports.key(), api.tableImports.key(), api.patients.key()]) await queryClient.invalidateQueries({ queryKey });
  };

  if (!mayUndo) return null;
  if (phase.name === 'running') {
    return (
      <p className="note" role="status">
        {t('undo.undoing')}…
      </p>
    );
  }
  if (phase.name === 'asking') {
    return (
      <div className="note note-warn row wrap" role="group" aria-label={t('undo.ask')}>
        <Icon name="alert" />
        <span className="grow">
          <b>{t('undo.ask')}</b> {t('undo.askText')}
        </span>
        <Button tone="danger" onClick={() => void undo()}>
          {t('undo.askYes')}
        </Button>
        <Button focusOnMount onClick={() => setPhase({ name: 'idle' })}>
          {t('undo.askNo')}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack">
      {phase.name === 'failed' && <ErrorNotice what={t('undo.undoFailed')} error={phase.error} />}
      <div className="row">
        <Button icon="undo" onClick={() => setPhase({ name: 'asking' })}>
          {t('undo.undo')}
        </Button>
      </div>
    </div>
  );
}
