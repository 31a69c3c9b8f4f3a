import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { searchIcon } from '../icons.ts';
import { Icon } from './icon.tsx';
import { useKeys } from './keys/use-keys.ts';

const restMs = 250;

/** Searches when typing rests; `/` goes to it. The text is the page's, in the URL. */
export function SearchField(props: { label: string; value: string; onChange(value: string): void }) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(props.value);
  const change = useRef(props.onChange);
  change.current = props.onChange;
  const { value } = props;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change.current(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <TextInput
      ref={field}
      type="search"
      label={props.label}
      value={typed}
      leftSection={<Icon path={searchIcon} size={16} />}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
