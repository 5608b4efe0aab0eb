import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Outputs } from '#contract/index.ts';
import type { PathwayDraft } from '#contract/pathway-editor.ts';
import { usePlanCommand } from '../../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { api, client } from '../../link/client.ts';
import { useSettled } from '../../patients/use-settled.ts';
import { useFormat } from '../../text/use-format.ts';
import { typedDate } from '../../treatments/date-field.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { fileOf } from './definition-draft.ts';
import { keptKey, type WrittenDefinition } from './kept-definition.ts';
import { DefinitionForms } from './definition-forms.tsx';
import { DefinitionPart } from './definition-part.tsx';
import type { EditedPart } from './definition-parts.ts';
import { DefinitionPreview } from './definition-preview.tsx';
import { DefinitionProblems } from './definition-problems.tsx';
import { DefinitionText } from './definition-text.tsx';
import { DefinitionVersions } from './definition-versions.tsx';
import { PeopleBehind } from './people-behind.tsx';

/** Long enough not to ask at every key of a long text. */
const settleMilliseconds = 350;

interface DefinitionEditorProps {
  /** A version as it is read; without an id: a pathway whose first version is being written. */
  readonly definition: Omit<Outputs['pathwayEditor']['read'], 'definitionId'> & { readonly definitionId: string | null };
  /** How far its writing had come, where it is the first version. */
  readonly begun?: Pick<WrittenDefinition, 'mode' | 'note'>;
  readonly onSaved?: () => void;
}

/** Writes a pathway: by its forms or as its file, with what somebody would get beside; what is wrong is told by line and place. */
export function DefinitionEditor({ definition, begun, onSaved }: DefinitionEditorProps): ReactElement {
  const basedOn = definition.definitionId;
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const [text, setText] = useState(definition.text);
  const [draft, setDraft] = useState<PathwayDraft>(definition.draft);
  const [mode, setMode] = useState<'forms' | 'text'>(begun?.mode ?? 'forms');
  const [line, setLine] = useState<number | null>(null);
  const [part, setPart] = useState<EditedPart | null>(null);
  const [from, setFrom] = useState<string>(f.today);
  const [schedule, setSchedule] = useState(definition.draft.body.dosing?.schedules[0]?.code ?? '');
  const [note, setNote] = useState(begun?.note ?? '');
  const [isTried, setIsTried] = useState(false);
  const [definitionId, setDefinitionId] = useState(() => v7());
  const day = typedDate(from) ?? f.today;
  const settled = useSettled(text, settleMilliseconds);
  const tried = useQuery(api.pathwayEditor.tryOut.queryOptions({ input: { text: settled, from: day, schedule: schedule === '' ? null : schedule, language: f.language }, placeholderData: keepPreviousData, gcTime: 0 }));
  const problems = tried.data?.problems ?? [];
  const isJudged = settled === text && !tried.isPlaceholderData && tried.data !== undefined;
  const isChanged = basedOn === null || text !== definition.text;
  // A first version is kept as it is written; a later one starts from what is in force.
  const kept = useDraft<WrittenDefinition | null>({ form: keptKey.form, recordId: basedOn === null ? keptKey.recordId : null, value: { code: definition.code, text, draft, mode, note }, blank: null, read: () => null });
  const save = usePlanCommand((input: Parameters<typeof client.pathwayEditor.save>[0]) => client.pathwayEditor.save(input), {
    said: t(basedOn === null ? 'begin.saved' : 'editor.saved'), onClose: () => { setDefinitionId(v7()); kept.finish(); onSaved?.(); }, back: basedOn === null ? undefined : () => client.pathwayEditor.use({ definitionId: basedOn }),
  });
  const write = (next: PathwayDraft): void => {
    setDraft(next);
    setText(fileOf(text, next));
  };
  const change = (next: 'forms' | 'text'): void => {
    setPart(null);
    // The forms show what the file says: only one that holds together can be shown.
    if (next === 'forms' && tried.data?.draft) setDraft(tried.data.draft);
    setMode(next);
  };
  const isReadable = mode === 'forms' || (text === definition.text && begun?.mode !== 'text') || (isJudged && tried.data?.draft !== null);
  const send = (): void => {
    setIsTried(true);
    if (note.trim() !== '' && isJudged && problems.length === 0) save.mutate({ definitionId, code: definition.code, basedOn, note, text });
  };
  return (
    <div className="plan-columns">
      <div className="stack">
        <div className="row wrap">
          <SegmentedControl label={t('editor.mode')} value={mode} onChange={(next) => (next === 'forms' && !isReadable ? undefined : change(next))} options={[{ value: 'forms', label: t('editor.forms') }, { value: 'text', label: t('editor.file') }]} />
          <span className="meta">{`${definition.code} · ${definition.version}`}</span>
          {!isReadable && isJudged && <span className="meta">{t('editor.mendFirst')}</span>}
        </div>
        {mode === 'forms' ? <DefinitionForms draft={draft} onChange={write} onEdit={setPart} /> : <DefinitionText text={text} line={line} onText={setText} />}
        {basedOn !== null && <PeopleBehind code={definition.code} definitionId={basedOn} version={definition.version} />}
        {basedOn !== null && <DefinitionVersions code={definition.code} onRead={(read) => { setText(read.text); setDraft(read.draft); }} />}
      </div>
      <div className="stack">
        {part && <DefinitionPart key={JSON.stringify(part)} part={part} draft={draft} text={text} problems={problems} onClose={() => setPart(null)} onDraft={write} />}
        {problems.length > 0 && (
          <DefinitionProblems
            problems={problems} draft={draft} onEdit={mode === 'forms' ? setPart : null}
            onShow={(at) => {
              change('text');
              setLine(at);
            }}
          />
        )}
        {tried.isError && <ErrorNotice what={t('failed')} error={tried.error} onRetry={() => void tried.refetch()} />}
        {part === null && problems.length === 0 && tried.data?.preview && <DefinitionPreview preview={tried.data.preview} from={from} onFrom={setFrom} schedule={schedule} schedules={draft.body.dosing?.schedules ?? []} onSchedule={setSchedule} />}
        <Sheet title={t('editor.save')} padded>
          <div className="stack">
            <p className="meta">{t(basedOn === null ? 'begin.stays' : 'editor.stays')}</p>
            <TextField label={t('editor.note')} value={note} maxLength={300} error={isTried && note.trim() === '' ? words.required : undefined} onChange={(event) => setNote(event.target.value)} />
            {save.error && <ErrorNotice what={t('editor.notSaved')} error={save.error} kept />}
            <div className="row wrap">
              <Button tone="primary" disabled={save.isPending || !isChanged || !isJudged || problems.length > 0} onClick={send}>
                {t('editor.save')}
              </Button>
              {!isChanged && <span className="meta">{t('editor.unchanged')}</span>}
            </div>
          </div>
        </Sheet>
      </div>
    </div>
  );
}
