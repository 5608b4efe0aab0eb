import { useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

export interface SearchOption {
  readonly key: string;
  readonly content: ReactNode;
  readonly choose: () => void;
}

export interface SearchFieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly SearchOption[];
  /** Said under the list when nothing matches, or while nothing is typed. */
  readonly note?: string | undefined;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A field that searches as one types: arrows choose, Enter takes, Escape closes. */
export function SearchField({ label, help, error, optional, text, onText, options, note, autoFocus, ref }: SearchFieldProps): ReactElement {
  const { t } = useTranslation('referrals');
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, options.length - 1);

  const take = (option: SearchOption | undefined): void => {
    if (!option) return;
    setIsOpen(false);
    option.choose();
  };
  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), options.length - 1);
    setChosen(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' && !isOpen) setIsOpen(true);
    else if (event.key === 'ArrowDown') moveTo(active + 1);
    else if (event.key === 'ArrowUp') moveTo(active - 1);
    else if (event.key === 'Enter' && isOpen) take(options[active]);
    else if (event.key === 'Escape' && isOpen) setIsOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="request-search">
      <Field label={label} help={help} error={error} optional={optional}>
        {(ids) => (
          <div className="input">
            <Icon name="search" />
            <input
              {...ids}
              ref={ref}
              role="combobox"
              aria-expanded={isOpen && options.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
              autoComplete="off"
              spellCheck={false}
              autoFocus={autoFocus}
              value={text}
              onChange={(event) => {
                onText(event.target.value);
                setChosen(0);
                setIsOpen(true);
              }}
              onFocus={() => setIsOpen(true)}
              onBlur={() => setIsOpen(false)}
              onKeyDown={onKeyDown}
            />
          </div>
        )}
      </Field>
      <div className="request-search-list" ref={list} hidden={!isOpen || (options.length === 0 && !note)}>
        <div role="listbox" id={listId} aria-label={label}>
          {options.map((option, index) => (
            <div
              key={option.key}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className="request-search-option"
              // The field keeps the keyboard: a blur would close the list before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              {option.content}
            </div>
          ))}
        </div>
        {note && <div className="meta request-search-note">{note}</div>}
      </div>
      <span className="visually-hidden" role="status">
        {isOpen && text !== '' ? t('form.found', { count: options.length }) : ''}
      </span>
    </div>
  );
}
