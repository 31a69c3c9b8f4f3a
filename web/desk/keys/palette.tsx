import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SearchPage } from '../../../core/contracts/desk-queue.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { deskWords } from '../words/desk-words.ts';
import { queueWords } from '../words/queue-words.ts';
import { commandList } from './key-list.ts';
import { type Pick, PickDialog } from './pick-dialog.tsx';
import { runCommand } from './run-command.ts';
import { usePaletteReplies } from './use-palette-replies.ts';

interface PalettePage {
  readonly key: string;
  readonly label: string;
  readonly path: string;
  readonly hint: string;
}

interface Command extends Pick {
  run(): void;
}

/**
 * Ctrl+K: every command and page of the desk, and the canned replies and conversations that the typed words find.
 * @param pages where one may go, as the rail has them.
 */
export function Palette({ showKeys, pages }: { showKeys(): void; pages: readonly PalettePage[] }) {
  const t = useWords(deskWords);
  const queue = useWords(queueWords);
  const { me } = useDesk();
  const { go, search } = useDeskSearch();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [query, setQuery] = useState('');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      setQuery('');
      setOpened((before) => !before);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const words = query.trim();
  const found = useDeskQuery<SearchPage>(
    opened && words.length > 1 ? `search?q=${encodeURIComponent(words)}` : null,
    { keep: true },
  );
  const commands: Command[] = [
    ...commandList.map(([command, does]) => ({
      key: does,
      label: t(does),
      hint: me.ownKeys.keys[command],
      // The dialog gives the focus back first.
      run: () => void setTimeout(runCommand, 250, command),
    })),
    { key: 'keySheet', label: t('keySheet'), hint: '?', run: showKeys },
    ...pages.map(({ key, label, path, hint }) => ({
      key: `page-${key}`,
      label,
      hint,
      run: () => void navigate({ to: path } as never),
    })),
  ].filter(({ label }) => label.toLowerCase().includes(words.toLowerCase()));
  const replies = usePaletteReplies(opened && words !== '' ? words : null, search.c);
  const talks: Command[] = (words.length > 1 ? (found.data?.rows ?? []) : []).map((row) => ({
    key: row.conversationId,
    label: row.shopper?.name ?? queue('visitor'),
    hint: queue(row.state),
    detail: row.lastMessage?.text,
    run: () => go({ c: row.conversationId }, 'push'),
  }));
  return (
    <PickDialog
      opened={opened}
      title={t('keyPalette')}
      label={t('palette')}
      items={[...commands, ...replies, ...talks]}
      query={query}
      search={setQuery}
      close={() => setOpened(false)}
      empty={t('nothingFound')}
      pick={(command) => {
        setOpened(false);
        command.run();
      }}
    />
  );
}
