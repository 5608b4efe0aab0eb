import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError, TextField } from '../../ui/field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import type { PartCheck } from './use-part-check.ts';

export interface PartFrameProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly check: PartCheck;
  /** Fields the form shows, whose errors stand at them. */
  readonly fields: readonly string[];
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The form of one part of a definition: what no field of it shows is said below them. */
export function PartFrame({ title, note, check, fields, onSubmit, onClose, children }: PartFrameProps): ReactElement {
  const { t } = useTranslation('pathways');
  return (
    <FormFrame title={title} note={note} submit={t('editor.keep')} onSubmit={onSubmit} onClose={onClose} isBusy={check.isBusy} error={check.error}>
      {children}
      {check.others(fields).map(({ path, text }) => <FieldError key={`${path} ${text}`} text={text} />)}
    </FormFrame>
  );
}

export interface WrittenProps<Draft> {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly check: PartCheck;
}

interface Line<Draft> {
  readonly key: keyof Draft & string;
  readonly label: string;
  /** Where its error lies within the part. */
  readonly at: string;
  readonly help?: string;
  readonly optional?: boolean;
  readonly numeric?: boolean;
  readonly autoFocus?: boolean;
}

/** Lines of text of a part, two beside each other, each with what is wrong with it. */
export function PartLines<Draft extends object>({ draft, set, check, lines }: WrittenProps<Draft> & { readonly lines: readonly Line<Draft>[] }): ReactElement {
  return (
    <div className="plan-two">
      {lines.map(({ key, label, at, help, optional, numeric, autoFocus }) => (
        <TextField
          key={key} label={label} help={help} optional={optional} autoFocus={autoFocus} inputMode={numeric ? 'decimal' : undefined} error={check.issueWithin(at)} value={String(draft[key])} maxLength={600}
          onChange={(event) => set({ [key]: event.target.value } as Partial<Draft>)}
        />
      ))}
    </div>
  );
}

/** The code of a new part. One that is kept is known by it elsewhere, and keeps it. */
export function CodeLine({ draft, set, check }: WrittenProps<{ readonly code: string }>): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  return <PartLines draft={draft} set={set} check={check} lines={[{ key: 'code', label: t('plans:editor.code'), at: 'code', optional: true, help: t('editor.codeHelp') }]} />;
}
