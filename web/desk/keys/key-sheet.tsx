import { Modal, Switch } from '@mantine/core';
import { switchSingleKeys, useSingleKeysOn } from '../../ui/keys/single-keys.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { deskWords } from '../words/desk-words.ts';
import { keyList } from './key-list.ts';

/** All keys, and the switch for those that are a single letter. */
export function KeySheet({ opened, close }: { opened: boolean; close(): void }) {
  const t = useWords(deskWords);
  const shared = useWords(uiWords);
  const on = useSingleKeysOn();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('keysTitle')}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      <div className="column">
        <Switch
          label={t('singleKeys')}
          description={t('keysDead')}
          checked={on}
          onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
        />
        <dl className="key-sheet">
          {keyList.map(([keys, does]) => (
            <div key={keys}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(does)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}
