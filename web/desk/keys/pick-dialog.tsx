import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { searchIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';

export interface Pick {
  readonly key: string;
  readonly label: string;
  /** Beside the label: a key, a shortcut, a price. */
  readonly hint?: string | undefined;
  readonly detail?: string | undefined;
  readonly disabled?: boolean;
}

/** A list to pick from by typing and arrows: what the palette, canned replies, products and colleagues have in common. */
export function PickDialog<Item extends Pick>(props: {
  opened: boolean;
  title: string;
  label: string;
  items: readonly Item[];
  query: string;
  search(query: string): void;
  pick(item: Item): void;
  close(): void;
  /** Stands for the list when there is nothing in it. */
  empty: ReactNode;
}) {
  const { opened, title, label, items, query, search, pick, close, empty } = props;
  const shared = useWords(uiWords);
  const id = useId();
  const [at, setAt] = useState(0);
  const shown = items.map(({ key }) => key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => setAt(0), [shown, opened]);
  const optionId = (index: number) => `${id}-${index}`;
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      const next = (at + step + items.length) % items.length;
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && items[at] && !items[at].disabled) {
      event.preventDefault();
      pick(items[at]);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': shared('close') }}>
      <TextInput
        label={label}
        value={query}
        data-autofocus
        leftSection={<Icon path={searchIcon} size={16} />}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? optionId(at) : undefined}
        autoComplete="off"
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div className="picks" role="listbox" id={`${id}-list`} aria-label={title}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter are the field's
          <div
            key={item.key}
            id={optionId(index)}
            className="pick"
            role="option"
            aria-selected={index === at}
            aria-disabled={item.disabled}
            onClick={() => !item.disabled && pick(item)}
          >
            <span className="pick-label">{item.label}</span>
            {item.hint && <span className="meta">{item.hint}</span>}
            {item.detail && <span className="pick-detail">{item.detail}</span>}
          </div>
        ))}
      </div>
      {items.length === 0 && <div className="picks-empty">{empty}</div>}
    </Modal>
  );
}
