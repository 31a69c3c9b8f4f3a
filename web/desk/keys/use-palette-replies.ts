import { useNavigate } from '@tanstack/react-router';
import type { CannedReplies, FilledCannedReplies } from '../../../core/contracts/desk-keeping.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { insertText } from './insert-text.ts';
import type { Pick } from './pick-dialog.tsx';

const most = 8;

/**
 * Canned replies that have the typed words: with a conversation open, filled in for it and put into its field; without
 * one, on their page. @param words null: none are wanted.
 */
export function usePaletteReplies(
  words: string | null,
  conversationId: string | undefined,
): (Pick & { run(): void })[] {
  const { language } = useLanguage();
  const navigate = useNavigate();
  const wanted = (words ?? '').replace(/^\//, '');
  const q = encodeURIComponent(wanted);
  const filled = useDeskQuery<FilledCannedReplies>(
    words !== null && conversationId ? `conversations/${conversationId}/canned?q=${q}` : null,
    { keep: true },
  ).data?.replies;
  const all = useDeskQuery<CannedReplies>(words !== null && !conversationId ? 'canned' : null).data?.replies;
  if (words === null) return [];
  if (conversationId)
    return (filled ?? []).slice(0, most).map(({ id, title, shortcut, text }) => ({
      key: `canned-${id}`,
      label: title,
      hint: `/${shortcut}`,
      detail: text,
      // The dialog gives the focus back first.
      run: () => void setTimeout(insertText, 250, text),
    }));
  return (all ?? [])
    .filter(({ title, shortcut }) => `${shortcut} ${title}`.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, most)
    .map(({ id, title, shortcut, body }) => ({
      key: `canned-${id}`,
      label: title,
      hint: `/${shortcut}`,
      detail: body[language] ?? body.en ?? body.zh,
      run: () => void navigate({ to: '/desk/canned', search: { open: id } } as never),
    }));
}
