import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ProductChoices } from '../../../core/contracts/desk-acting.ts';
import type { ConversationView, Draft } from '../../../core/contracts/desk-conversation.ts';
import { bagIcon, closeIcon, listIcon, sendIcon, tagIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { GiveDialog } from '../give/give-dialog.tsx';
import { onInsertText } from '../keys/insert-text.ts';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { talkWords } from '../words/talk-words.ts';
import { AnswerMailLine } from './answer-mail-line.tsx';
import { CannedDialog } from './canned-dialog.tsx';
import { ProductDialog } from './product-dialog.tsx';
import { RefusalView } from './refusal-view.tsx';
import { SuggestionBar } from './suggestion-bar.tsx';
import { useDrafts } from './use-drafts.ts';
import { usePresence } from './use-presence.ts';
import { useSending } from './use-sending.ts';
import { useUndo } from './use-undo.ts';

type Product = ProductChoices['products'][number];
const writingMs = 5_000;
const mostProducts = 5;

/** Where a reply or a note is written, with what may go along. */
export function Composer({ view }: { view: ConversationView }) {
  const t = useWords(talkWords);
  const { language } = useLanguage();
  const { me } = useDesk();
  const { row } = view;
  const field = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<Draft['mode']>('reply');
  const [products, setProducts] = useState<readonly Product[]>([]);
  const [dialog, setDialog] = useState<'canned' | 'product' | 'give'>();
  const { texts, write } = useDrafts(row.conversationId, view.drafts);
  const writing = useWriting(mode === 'reply' ? texts.reply : '');
  usePresence(row.conversationId, writing);
  const sending = useSending(view, (sent) => {
    write(sent, '');
    if (sent === 'reply') setProducts([]);
  });
  const focus = () => setTimeout(() => field.current?.focus());
  const insert = (text: string) => {
    write('reply', texts.reply === '' ? text : `${texts.reply}\n${text}`);
    setMode('reply');
    focus();
  };
  const undoLast = useUndo(view, insert);
  const latestInsert = useRef(insert);
  latestInsert.current = insert;
  useEffect(() => onInsertText((chosen) => latestInsert.current(chosen)), []);
  const writeAs = (chosen: Draft['mode']) => {
    setMode(chosen);
    focus();
  };
  useDeskKeys({
    reply: () => writeAs('reply'),
    note: () => writeAs('note'),
    canned: () => setDialog('canned'),
    product: () => setDialog('product'),
    offer: () => setDialog('give'),
    undo: undoLast,
  });
  const text = texts[mode];
  const empty = text.trim() === '' && (mode === 'note' || products.length === 0);
  const send = () => {
    if (empty || sending.busy) return;
    if (mode === 'note') sending.note(text.trim());
    else sending.reply({ text: text.trim(), productIds: products.map(({ id }) => id) });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') field.current?.blur();
    else if (event.key === '/' && text === '' && mode === 'reply') {
      event.preventDefault();
      setDialog('canned');
    }
  };
  const other = row.state === 'held' && row.agent && row.agent.id !== me.agent.id ? row.agent.name : null;
  const hint = other ? t('heldByOther', { name: other }) : row.state === 'held' ? null : t('takeFirst');
  return (
    <footer className="composer" data-mode={mode}>
      {mode === 'reply' && <SuggestionBar view={view} use={insert} />}
      {sending.refusal && (
        <RefusalView
          refusal={sending.refusal}
          close={sending.forget}
          sendAnyway={(after) =>
            sending.reply({ text: text.trim(), productIds: products.map(({ id }) => id), after })
          }
        />
      )}
      {mode === 'reply' && view.answerByMail && <AnswerMailLine mail={view.answerByMail} />}
      <div className="composer-top">
        <SegmentedControl
          aria-label={t('mode')}
          value={mode}
          onChange={(chosen) => writeAs(chosen as Draft['mode'])}
          data={[
            { value: 'reply', label: t('reply') },
            { value: 'note', label: t('note') },
          ]}
        />
        {mode === 'reply' && hint && <span className="meta composer-hint">{hint}</span>}
      </div>
      {mode === 'reply' && products.length > 0 && (
        <ul className="composer-products">
          {products.map((product) => (
            <li key={product.id} className="tag">
              {product.name[language]}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={t('detach', { name: product.name[language] })}
                onClick={() => setProducts(products.filter(({ id }) => id !== product.id))}
              >
                <Icon path={closeIcon} size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        className="composer-text"
        dir="auto"
        rows={3}
        maxLength={10_000}
        aria-label={t(mode)}
        placeholder={t(mode === 'reply' ? 'replyPlaceholder' : 'notePlaceholder')}
        value={text}
        onChange={(event) => write(mode, event.currentTarget.value)}
        onKeyDown={press}
      />
      <div className="composer-foot">
        {mode === 'reply' && (
          <>
            <Tool icon={listIcon} label={t('canned')} run={() => setDialog('canned')} />
            <Tool icon={bagIcon} label={t('product')} run={() => setDialog('product')} />
            <Tool icon={tagIcon} label={t('give')} run={() => setDialog('give')} />
          </>
        )}
        <span className="composer-keys" aria-hidden="true">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd>
        </span>
        <Button
          onClick={send}
          loading={sending.busy}
          disabled={empty}
          leftSection={<Icon path={sendIcon} size={16} />}
        >
          {t(mode === 'reply' ? 'send' : 'saveNote')}
        </Button>
      </div>
      <CannedDialog
        id={row.conversationId}
        opened={dialog === 'canned'}
        close={() => setDialog(undefined)}
        use={insert}
      />
      <ProductDialog
        opened={dialog === 'product'}
        close={() => setDialog(undefined)}
        use={(product) => {
          setProducts([...products.filter(({ id }) => id !== product.id), product].slice(-mostProducts));
          writeAs('reply');
        }}
      />
      <GiveDialog view={view} opened={dialog === 'give'} close={() => setDialog(undefined)} />
    </footer>
  );
}

function Tool({ icon, label, run }: { icon: string; label: string; run(): void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={run}>
      <Icon path={icon} />
    </ActionIcon>
  );
}

/** True for some seconds after the text was last changed by typing. */
function useWriting(text: string): boolean {
  const first = useRef(text);
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    if (text === first.current) return;
    first.current = text;
    setWriting(text !== '');
    const timer = setTimeout(() => setWriting(false), writingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return writing;
}
