import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';

export interface TemplateLine {
  readonly key: string;
  /** What its buttons say it is. */
  readonly name: string;
  readonly aside: ReactNode;
  readonly said: ReactNode;
}

export interface TemplateLinesProps {
  readonly title: string;
  readonly add: string;
  readonly lines: readonly TemplateLine[];
  /** Null: a new one. */
  readonly onEdit: (at: number | null) => void;
  readonly onRemove: (at: number) => void;
}

/** The parts of one kind of a template being written: each is changed or taken out, another is added. */
export function TemplateLines({ title, add, lines, onEdit, onRemove }: TemplateLinesProps): ReactElement {
  const { t } = useTranslation('plans');
  return (
    <Sheet
      title={title} note={lines.length}
      actions={
        <Button small icon="plus" onClick={() => onEdit(null)}>
          {add}
        </Button>
      }
    >
      <ul>
        {lines.map(({ key, name, aside, said }, index) => (
          <li key={key} className="plan-template-line">
            {aside}
            <span>{said}</span>
            <span className="row">
              <Button small tone="text" label={`${t('editor.edit')}, ${name}`} onClick={() => onEdit(index)}>
                {t('editor.edit')}
              </Button>
              <Button small tone="text" label={`${t('editor.remove')}, ${name}`} onClick={() => onRemove(index)}>
                {t('editor.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
