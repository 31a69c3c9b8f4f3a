import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { type CannedReply, cannedVariables } from '../../../core/contracts/desk-keeping.ts';
import { reasonOf } from '../../ui/reason-of.ts';
import { Conflict } from '../../ui/states/conflict.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { conflictOf } from '../api/conflict-of.ts';
import { useDesk } from '../desk-context.ts';
import { cannedWords } from '../words/canned-words.ts';
import { CannedPreview } from './canned-preview.tsx';
import { useDeleteCanned } from './use-delete-canned.ts';

const languages = ['en', 'zh'] as const;
type Language = (typeof languages)[number];
const shortcutForm = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Writes a canned reply anew or changes one: its places at hand, and what a shopper would read, beside the texts. */
export function CannedForm({ reply, close }: { reply: CannedReply | null; close(): void }) {
  const t = useWords(cannedWords);
  const desk = useDesk();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [title, setTitle] = useState(reply?.title ?? '');
  const [body, setBody] = useState({ en: reply?.body.en ?? '', zh: reply?.body.zh ?? '' });
  const [version, setVersion] = useState(reply?.version);
  const [tried, setTried] = useState(false);
  const fields = { en: useRef<HTMLTextAreaElement>(null), zh: useRef<HTMLTextAreaElement>(null) };
  const last = useRef<Language>(reply && !reply.body.en ? 'zh' : 'en');
  const remove = useDeleteCanned();
  const save = useMutation({
    mutationFn: (seen: number | undefined) => {
      const texts = Object.fromEntries(
        languages.flatMap((one) => (body[one].trim() ? [[one, body[one]]] : [])),
      );
      const asked = { shortcut, title: title.trim(), body: texts };
      return reply
        ? desk.ask<CannedReply>('PUT', `canned/${reply.id}`, { ...asked, version: seen })
        : desk.ask<CannedReply>('POST', 'canned', asked);
    },
    onSuccess: (saved) => {
      desk.refresh('canned', 'conversations');
      showToast({ kind: 'good', text: t('saved', { shortcut: saved.shortcut }) });
      close();
    },
  });
  const conflict = conflictOf(save.error);
  const theirs = conflict?.why === 'version' ? (conflict.current as CannedReply) : null;
  const taken = reasonOf(save.error, ['taken']) !== undefined;
  const wrong = {
    shortcut: !shortcutForm.test(shortcut),
    title: title.trim() === '',
    body: languages.every((one) => body[one].trim() === ''),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong.shortcut && !wrong.title && !wrong.body) save.mutate(version);
  };
  const insert = (name: string) => {
    const field = fields[last.current].current;
    const at = field?.selectionStart ?? body[last.current].length;
    const until = field?.selectionEnd ?? at;
    const place = `{${name}}`;
    const text = body[last.current];
    setBody({ ...body, [last.current]: text.slice(0, at) + place + text.slice(until) });
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(at + place.length, at + place.length);
    });
  };
  return (
    <form className="column" onSubmit={submit} noValidate>
      <div className="canned-names">
        <TextInput
          label={t('shortcut')}
          description={t('shortcutHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          leftSection="/"
          value={shortcut}
          autoComplete="off"
          spellCheck={false}
          error={taken ? t('shortcutTaken') : tried && wrong.shortcut ? t('shortcutWrong') : undefined}
          onChange={(event) => setShortcut(event.currentTarget.value.toLowerCase().replace(/^\//, ''))}
          data-autofocus={reply === null || undefined}
        />
        <TextInput
          label={t('name')}
          value={title}
          maxLength={100}
          error={tried && wrong.title ? t('nameMissing') : undefined}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <section aria-label={t('variables')}>
        <p className="meta">
          <strong>{t('variables')}.</strong> {t('variablesHelp')}
        </p>
        <div className="row canned-places">
          {cannedVariables.map((name) => (
            <Button
              key={name}
              variant="default"
              size="compact-sm"
              title={t(name)}
              aria-label={t('insert', { name: `{${name}}`, what: t(name) })}
              onClick={() => insert(name)}
            >
              {`{${name}}`}
            </Button>
          ))}
        </div>
      </section>
      {languages.map((one) => (
        <div key={one} className="canned-text">
          <Textarea
            ref={fields[one] as RefObject<HTMLTextAreaElement>}
            label={t(one === 'en' ? 'english' : 'chinese')}
            lang={one === 'zh' ? 'zh-CN' : 'en'}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={5_000}
            value={body[one]}
            error={tried && wrong.body ? t('textMissing') : undefined}
            onFocus={() => {
              last.current = one;
            }}
            onChange={(event) => setBody({ ...body, [one]: event.currentTarget.value })}
          />
          <div>
            <p className="canned-label">{t('preview')}</p>
            <CannedPreview text={body[one]} language={one} />
          </div>
        </div>
      ))}
      {theirs && (
        <Conflict
          cells={[
            { field: t('shortcut'), theirs: theirs.shortcut, mine: shortcut },
            { field: t('name'), theirs: theirs.title, mine: title },
            { field: t('en'), theirs: theirs.body.en ?? '', mine: body.en },
            { field: t('zh'), theirs: theirs.body.zh ?? '', mine: body.zh },
          ]}
          takeTheirs={() => {
            setShortcut(theirs.shortcut);
            setTitle(theirs.title);
            setBody({ en: theirs.body.en ?? '', zh: theirs.body.zh ?? '' });
            setVersion(theirs.version);
            save.reset();
          }}
          keepMine={() => save.mutate(theirs.version)}
        />
      )}
      {save.error && !theirs && !taken && <Failure error={save.error} what={t('saveFailed')} />}
      <div className="row canned-foot">
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        {reply && (
          <Button
            variant="outline"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(reply, { onSuccess: close })}
          >
            {t('delete')}
          </Button>
        )}
        <span className="meta">{t('audited')}</span>
      </div>
    </form>
  );
}
