import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortVocabulary } from '#contract/cohorts.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DefinitionEditor } from './definition-editor.tsx';
import { useDefinitionSentence } from './definition-words.ts';
import type { CohortDraft } from './use-cohort-draft.ts';

interface DefinitionSheetProps {
  readonly cohort: CohortDraft;
  readonly vocabulary: CohortVocabulary | undefined;
  readonly isOpen: boolean;
  readonly onFold: (isOpen: boolean) => void;
}

/** What the cohort is, as a sentence; unfolded, its conditions, its name and whose it is. */
export function DefinitionSheet({ cohort, vocabulary, isOpen, onFold }: DefinitionSheetProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const { draft, isChanged, save, remove } = cohort;
  const { kept } = draft;
  const sentence = useDefinitionSentence(draft.definition, vocabulary);
  const [tried, setTried] = useState(false);
  const noName = draft.name.trim() === '';
  const isBusy = save.isPending || remove.isPending;
  const keep = (asCopy: boolean): void => {
    setTried(noName);
    if (!noName && !isBusy) cohort.keep(asCopy);
  };
  useShortcut('e', () => onFold(!isOpen), { label: t(isOpen ? 'definition.fold' : 'definition.edit') });
  return (
    <Sheet
      title={kept?.name ?? t('saved.new')} keys="e" padded
      note={isChanged && <Chip>{kept ? t('definition.changed') : t('definition.unsaved')}</Chip>}
      actions={
        <Button tone="text" small onClick={() => onFold(!isOpen)}>
          {t(isOpen ? 'definition.fold' : 'definition.edit')}
        </Button>
      }
    >
      <p className="cohorts-sentence" role="status">
        {sentence}
      </p>
      {isOpen && vocabulary && (
        <>
          <DefinitionEditor key={draft.id} definition={draft.definition} vocabulary={vocabulary} onChange={(definition) => cohort.change({ definition })} />
          {save.isError && <ErrorNotice what={t('definition.notSaved')} error={save.error} kept />}
          {remove.isError && <ErrorNotice what={t('definition.notRemoved')} error={remove.error} />}
          <form
            className="cohorts-keep"
            onSubmit={(event) => {
              event.preventDefault();
              keep(false);
            }}
          >
            <TextField label={t('definition.name')} value={draft.name} maxLength={120} onChange={(event) => cohort.change({ name: event.target.value })} {...(tried && noName ? { error: t('definition.nameMissing') } : {})} />
            <Checkbox label={t('definition.shared')} checked={draft.shared} disabled={kept !== null && !kept.isOwn} onChange={(event) => cohort.change({ shared: event.target.checked })} />
            <Button tone="primary" type="submit" disabled={!isChanged}>
              {t('definition.save')}
            </Button>
            {kept !== null && <Button onClick={() => keep(true)}>{t('definition.saveAs')}</Button>}
            {kept !== null && (
              <Button tone="danger" onClick={cohort.takeOut}>
                {t('definition.remove')}
              </Button>
            )}
          </form>
        </>
      )}
    </Sheet>
  );
}
