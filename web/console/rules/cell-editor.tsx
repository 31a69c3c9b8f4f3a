import { MultiSelect } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { useLanguage } from '../../ui/words/language.tsx';

/** Where the focus goes after a cell was left: it stays, or to the next or the one before. */
export type Leave = 'stay' | 'next' | 'previous' | 'away';

interface Props {
  readonly label: string;
  readonly text: string;
  leave(text: string | null, where: Leave): void;
}

/** A cell while it is written. Enter and Tab keep the text, Escape drops it. */
export function TextCellEditor({ label, text, leave }: Props) {
  const [typed, setTyped] = useState(text);
  const left = useRef(false);
  const once = (kept: string | null, where: Leave) => {
    if (left.current) return;
    left.current = true;
    leave(kept, where);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (event.key === 'Escape') once(null, 'stay');
    else if (event.key === 'Enter') once(typed, 'stay');
    else if (event.key === 'Tab') once(typed, event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
  };
  return (
    <input
      className="field cell-input"
      aria-label={label}
      value={typed}
      maxLength={300}
      spellCheck={false}
      // biome-ignore lint/a11y/noAutofocus: it stands where the focus was
      autoFocus
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={() => once(typed, 'away')}
    />
  );
}

/** The offers of a row. Enter takes an offer in or out; Tab and Escape leave. */
export function OffersCellEditor({
  label,
  chosen,
  offers,
  leave,
}: Omit<Props, 'text'> & { chosen: readonly string[]; offers: RulesPage['offers'] }) {
  const { language } = useLanguage();
  const [ids, setIds] = useState([...chosen]);
  const left = useRef(false);
  const once = (where: Leave) => {
    if (left.current) return;
    left.current = true;
    leave(ids.join(', '), where);
  };
  return (
    <MultiSelect
      className="cell-offers"
      aria-label={label}
      value={ids}
      onChange={setIds}
      data={[
        ...offers.map(({ id, name }) => ({ value: id, label: name[language] })),
        // What no longer exists can still be taken out.
        ...ids
          .filter((id) => !offers.some((offer) => offer.id === id))
          .map((id) => ({ value: id, label: id })),
      ]}
      defaultDropdownOpened
      autoFocus
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape' && event.key !== 'Tab') return;
        event.preventDefault();
        once(event.key === 'Escape' ? 'stay' : event.shiftKey ? 'previous' : 'next');
      }}
      onBlur={() => once('away')}
    />
  );
}
