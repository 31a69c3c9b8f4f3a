import { type KeyboardEvent, useState } from 'react';
import { type DeskCommand, fixedDeskKeys } from '../../../core/contracts/desk-keys.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { deskWords } from '../words/desk-words.ts';
import { commandList } from './key-list.ts';

/** One command's key: pressed, it waits for another one and refuses what is taken. */
export function KeyChoice(props: {
  command: DeskCommand;
  waiting: boolean;
  wait(on: boolean): void;
  choose(key: string): void;
}) {
  const { command, waiting, wait, choose } = props;
  const t = useWords(deskWords);
  const { keys } = useDesk().me.ownKeys;
  const [refusal, setRefusal] = useState<string>();
  const does = (one: DeskCommand) => t(commandList.find(([name]) => name === one)![1]);
  const stop = () => {
    setRefusal(undefined);
    wait(false);
  };
  const press = (event: KeyboardEvent) => {
    if (!waiting || event.nativeEvent.isComposing) return;
    if (['Tab', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const key = event.key.toLowerCase();
    const other = commandList.find(([name]) => name !== command && keys[name] === key)?.[0];
    if (other) return setRefusal(t('keyTaken', { key, does: does(other) }));
    if (fixedDeskKeys.includes(key)) return setRefusal(t('keyFixed', { key }));
    if (!/^[\p{L}\p{P}\p{S}]$/u.test(key)) return setRefusal(t('keyWrong'));
    stop();
    if (key !== keys[command]) choose(key);
  };
  return (
    <>
      <dt>
        <button
          type="button"
          className="key-choice"
          aria-label={t('keyChange', { does: does(command), key: keys[command] })}
          aria-pressed={waiting}
          onClick={() => (waiting ? stop() : wait(true))}
          onKeyDown={press}
          onBlur={stop}
        >
          <kbd>{waiting ? '…' : keys[command]}</kbd>
        </button>
      </dt>
      <dd>
        {does(command)}
        {waiting && (
          <span className="meta key-hint" role="status" data-bad={refusal !== undefined || undefined}>
            {refusal ?? t('keyPress')}
          </span>
        )}
      </dd>
    </>
  );
}
