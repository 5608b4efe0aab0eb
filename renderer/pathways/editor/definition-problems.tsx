import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayProblem } from '#contract/pathway-editor.ts';
import type { PathwayBody } from '#contract/pathways.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { placeWords } from './definition-draft.ts';

interface DefinitionProblemsProps {
  readonly problems: readonly PathwayProblem[];
  readonly body: PathwayBody;
  /** Shows a line of the file. */
  readonly onShow: (line: number) => void;
}

/** Everything wrong with a definition: its line and place, in words, and the way there. */
export function DefinitionProblems({ problems, body, onShow }: DefinitionProblemsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  return (
    <div className="note note-danger" role="alert">
      <div className="stack">
        <b>{t('editor.problems', { count: problems.length })}</b>
        <ul>
          {problems.map(({ line, column, path, text }) => (
            <li key={`${line} ${column} ${path} ${text}`} className="pathway-problem">
              <Button small tone="text" onClick={() => onShow(line)}>{t('editor.line', { line: f.number(line) })}</Button>
              <span>{placeWords(body, path, f.language)} <span className="meta">{path}</span><br />{text}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
