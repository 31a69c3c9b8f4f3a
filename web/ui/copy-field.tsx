import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { uiWords } from './words/ui-words.ts';
import { useWords } from './words/use-words.ts';

/** A text to hand on: a link, a code. Selected when focused, for where the clipboard is out of reach. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useWords(uiWords);
  const [copied, setCopied] = useState(false);
  return (
    <div className="row" style={{ alignItems: 'end', flexWrap: 'nowrap' }}>
      <TextInput
        label={label}
        value={value}
        readOnly
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        onClick={() => {
          navigator.clipboard?.writeText(value).then(() => setCopied(true));
        }}
      >
        <span role="status">{t(copied ? 'copied' : 'copy')}</span>
      </Button>
    </div>
  );
}
