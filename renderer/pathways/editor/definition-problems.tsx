import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayDraft, PathwayProblem } from '#contract/pathway-editor.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { placeWords } from './definition-draft.ts';
import { type EditedPart, partAt } from './definition-parts.ts';

interface DefinitionProblemsProps {
  readonly problems: readonly PathwayProblem[];
  readonly draft: PathwayDraft;
  /** Shows a line of the file. */
  readonly onShow: (line: number) => void;
  /** Opens the form of a part; null where the forms do not show what the file says. */
  readonly onEdit: ((part: EditedPart) => void) | null;
}

/** Everything wrong with a definition: its line and place, in words, and the way there, by the file or by its form. */
export function DefinitionProblems({ problems, draft, onShow, onEdit }: DefinitionProblemsProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  return (
    <div className="note note-danger" role="alert">
      <div className="stack">
        <b>{t('editor.problems', { count: problems.length })}</b>
        <ul>
          {problems.map(({ line, column, path, text }) => {
            const part = onEdit && partAt(draft, path);
            const place = placeWords(draft, path, f.language);
            return (
              <li key={`${line} ${column} ${path} ${text}`} className="pathway-problem">
                <Button small tone="text" onClick={() => onShow(line)}>{t('editor.line', { line: f.number(line) })}</Button>
                <span>
                  {place} <span className="meta">{path}</span><br />{text}{' '}
                  {part && <Button small tone="text" label={`${t('plans:editor.edit')}, ${place || path}`} onClick={() => onEdit(part)}>{t('plans:editor.edit')}</Button>}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
