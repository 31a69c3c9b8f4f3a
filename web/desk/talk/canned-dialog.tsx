import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FilledCannedReplies } from '../../../core/contracts/desk-keeping.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { PickDialog } from '../keys/pick-dialog.tsx';
import { cannedWords } from '../words/canned-words.ts';
import { talkWords } from '../words/talk-words.ts';

const cannedPath: string = '/desk/canned';

/** Replies of the shop that are ready, filled in for this conversation; what could not be filled in is named. */
export function CannedDialog(props: { id: string; opened: boolean; close(): void; use(text: string): void }) {
  const { id, opened, close, use } = props;
  const t = useWords(talkWords);
  const page = useWords(cannedWords);
  const [query, setQuery] = useState('');
  const { data } = useDeskQuery<FilledCannedReplies>(
    opened ? `conversations/${id}/canned?q=${encodeURIComponent(query.trim().replace(/^\//, ''))}` : null,
    { keep: true },
  );
  const items = (data?.replies ?? []).map((reply) => ({
    key: reply.id,
    label: reply.title,
    hint: `/${reply.shortcut}`,
    detail:
      reply.missing.length > 0
        ? `${reply.text} · ${t('missing', { what: reply.missing.join(', ') })}`
        : reply.text,
    text: reply.text,
  }));
  return (
    <PickDialog
      opened={opened}
      title={t('canned')}
      label={t('cannedFind')}
      items={items}
      query={query}
      search={setQuery}
      close={close}
      empty={
        data && (
          <>
            {t('noCanned')} <Link to={cannedPath}>{page('menu')}</Link>
          </>
        )
      }
      pick={({ text }) => {
        close();
        setQuery('');
        use(text);
      }}
    />
  );
}
