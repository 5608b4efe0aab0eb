import { useRef, type KeyboardEvent, type ReactElement } from 'react';

export interface TabItem<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly count?: number | undefined;
}

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Key>[];
  readonly current: Key;
  readonly onChange: (key: Key) => void;
  /** Id of the panel the tabs change. */
  readonly panelId?: string | undefined;
}

/** Tabs in one tab stop: arrows, Home and End move and choose. */
export function Tabs<Key extends string>({ label, items, current, onChange, panelId }: TabsProps<Key>): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const choose = (index: number): void => {
    const item = items[(index + items.length) % items.length];
    if (!item) return;
    onChange(item.key);
    list.current?.querySelectorAll<HTMLButtonElement>('[role="tab"]')[items.indexOf(item)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = items.findIndex((item) => item.key === current);
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: items.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    choose(target);
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="tab"
          className="tab"
          aria-selected={item.key === current}
          aria-controls={panelId}
          tabIndex={item.key === current ? 0 : -1}
          onClick={() => onChange(item.key)}
        >
          {item.label}
          {item.count !== undefined && <span className="micro">{item.count}</span>}
        </button>
      ))}
    </div>
  );
}
