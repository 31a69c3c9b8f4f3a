import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { searchIcon } from '../icons.ts';
import { Icon } from './icon.tsx';
import { useKeys } from './keys/use-keys.ts';

const restMs = 250;

/**
 * Searches when typing rests; `/` goes to it. The text is the page's, in the URL.
 * @param compact where there is no room for a label above: it stands in the field.
 */
export function SearchField(props: {
  label: string;
  value: string;
  compact?: boolean;
  onChange(value: string): void;
}) {
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
      {...(props.compact ? { 'aria-label': props.label, placeholder: props.label } : { label: props.label })}
      value={typed}
      leftSection={<Icon path={searchIcon} size={16} />}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
