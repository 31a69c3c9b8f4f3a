import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { talkWords } from '../words/talk-words.ts';

const reasons = ['solved', 'no_answer', 'duplicate', 'spam', 'other'] as const;
export type Resolution = (typeof reasons)[number];

/** Why it is closed: a click or a digit. */
export function ResolveDialog(props: {
  opened: boolean;
  close(): void;
  resolve(reason: Resolution, askRating: boolean): void;
}) {
  const { opened, close, resolve } = props;
  const t = useWords(talkWords);
  const shared = useWords(uiWords);
  const [askRating, setAskRating] = useState(true);
  // Nobody asks a sender of spam how it was.
  const choose = (reason: Resolution) => resolve(reason, askRating && reason !== 'spam');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('resolveTitle')}
      closeButtonProps={{ 'aria-label': shared('close') }}
      onKeyDown={(event) => {
        const reason = reasons[Number(event.key) - 1];
        if (!reason || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
          return;
        event.preventDefault();
        choose(reason);
      }}
    >
      <div className="column">
        <ol className="choices">
          {reasons.map((reason, index) => (
            <li key={reason}>
              <Button
                fullWidth
                justify="flex-start"
                variant="default"
                leftSection={<kbd>{index + 1}</kbd>}
                onClick={() => choose(reason)}
                {...(index === 0 && { 'data-autofocus': true })}
              >
                {t(reason)}
              </Button>
            </li>
          ))}
        </ol>
        <Checkbox
          label={t('askRating')}
          checked={askRating}
          onChange={(event) => setAskRating(event.currentTarget.checked)}
        />
      </div>
    </Modal>
  );
}
