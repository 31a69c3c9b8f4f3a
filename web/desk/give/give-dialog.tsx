import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Given, Giving } from '../../../core/contracts/desk-acting.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { conflictOf } from '../api/conflict-of.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { giveWords } from '../words/give-words.ts';
import { type GiveOption, giveOptions } from './give-options.ts';

/** What may be given now, chosen by a click or a digit; Enter gives it. A refusal says why, and nothing is given. */
export function GiveDialog(props: { view: ConversationView; opened: boolean; close(): void }) {
  const { view, opened, close } = props;
  const t = useWords(giveWords);
  const shared = useWords(uiWords);
  const path = `conversations/${view.row.conversationId}`;
  const { data, error, refetch } = useDeskQuery<Giving>(opened ? `${path}/giving` : null, { staleTime: 0 });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('title')}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {error ? (
        <Failure error={error} retry={() => refetch()} />
      ) : data ? (
        <GiveForm view={view} giving={data} close={close} />
      ) : (
        <Skeleton rows={3} />
      )}
    </Modal>
  );
}

function GiveForm({ view, giving, close }: { view: ConversationView; giving: Giving; close(): void }) {
  const t = useWords(giveWords);
  const desk = useDesk();
  const path = `conversations/${view.row.conversationId}`;
  const files = filesOf(view);
  const all = giveOptions(giving);
  const options = files.length > 0 ? all : all.filter((option) => !byFile(option));
  const hidden = all.length > options.length;
  const [key, setKey] = useState(() => options.find((option) => !isGiven(option))?.key);
  const [upload, setUpload] = useState(() => files[0]?.value ?? null);
  const [statement, setStatement] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // It comes after the dialog has looked for what to focus.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const chosen = options.find((option) => option.key === key);
  const needsFile = chosen !== undefined && byFile(chosen);
  const give = useMutation({
    mutationFn: (option: GiveOption) =>
      option.kind === 'entitlement'
        ? desk.ask<Given>('POST', `${path}/entitlement`)
        : desk.ask<Given>('POST', `${path}/remedies`, {
            ...option.request,
            ...(option.borneOutBy === null && upload && { uploadId: upload, statement: statement.trim() }),
          }),
    onSuccess: ({ code }) => {
      showToast({ text: t('done', { code }), kind: 'good' });
      close();
    },
    onSettled: () => desk.refresh(path),
  });
  const possible = chosen && !isGiven(chosen) && (!needsFile || (upload !== null && statement.trim() !== ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (possible && !give.isPending) give.mutate(chosen);
  };
  const why = conflictOf(give.error)?.why;
  return (
    <form
      ref={form}
      className="column"
      onSubmit={submit}
      onKeyDown={(event) => {
        const option = options[Number(event.key) - 1];
        if (!option || isGiven(option) || isTextField(event.target)) return;
        event.preventDefault();
        setKey(option.key);
      }}
    >
      <p className="meta">{t('intro')}</p>
      {giving.entitlementWhyNot && <p className="notice">{t(giving.entitlementWhyNot)}</p>}
      {all.length === 0 && !giving.entitlementWhyNot && <p>{t('nothingToGive')}</p>}
      <div className="choices" role="radiogroup" aria-label={t('title')}>
        {options.map((option, index) => (
          <Option
            key={option.key}
            option={option}
            digit={index + 1}
            checked={option.key === key}
            choose={() => setKey(option.key)}
          />
        ))}
      </div>
      {hidden && <p className="meta">{t('noFiles')}</p>}
      {needsFile && (
        <>
          <Select label={t('file')} data={files} value={upload} onChange={setUpload} />
          <TextInput
            label={t('statement')}
            value={statement}
            required
            maxLength={1_000}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
        </>
      )}
      {why && why in giveReasons ? (
        <p className="notice" data-kind="warn" role="alert">
          <span>
            <strong>{t('failed')}</strong> {t(giveReasons[why as keyof typeof giveReasons])}
          </span>
        </p>
      ) : (
        give.error && <Failure error={give.error} what={t('failed')} />
      )}
      {options.length > 0 && (
        <div className="row dialog-foot">
          <Button type="submit" disabled={!possible} loading={give.isPending}>
            {t('give')}
          </Button>
        </div>
      )}
    </form>
  );
}

const giveReasons = {
  budget: 'budget',
  given_before: 'given_before',
  nothing_to_give: 'nothing_to_give',
  not_held: 'not_held',
  held: 'held',
} as const;

function Option(props: { option: GiveOption; digit: number; checked: boolean; choose(): void }) {
  const { option, digit, checked, choose } = props;
  const t = useWords(giveWords);
  const { language } = useLanguage();
  const { formats } = useDesk();
  const given = isGiven(option);
  const about =
    option.kind === 'entitlement'
      ? `${t('entitlement')} · ${option.code}`
      : [
          t('remedyFor', { number: option.orderNumber, fact: t(option.request.fact) }),
          t('upTo', { money: formats.money(option.maximumCents) }),
          given ? t('given') : option.borneOutBy ? t(option.borneOutBy) : t('needsFile'),
        ].join(' · ');
  return (
    <label className="give-option" data-disabled={given || undefined}>
      <input type="radio" name="give" checked={checked} disabled={given} onChange={choose} />
      <kbd>{digit}</kbd>
      <span>
        <strong>{option.name[language]}</strong>
        <span className="meta">{about}</span>
      </span>
    </label>
  );
}

/** The shop's data do not show it: a file of the shopper must. */
function byFile(option: GiveOption): boolean {
  return option.kind === 'remedy' && option.borneOutBy === null;
}

function isGiven(option: GiveOption): boolean {
  return option.kind === 'remedy' && option.given;
}

/** Files that the shopper sent here. */
function filesOf({ transcript }: ConversationView): { value: string; label: string }[] {
  return transcript.entries.flatMap((entry) =>
    entry.kind === 'message' && entry.role === 'shopper'
      ? entry.attachments.flatMap(({ name, url }) => {
          const id = /uploads\/([0-9a-f-]{36})/.exec(url)?.[1];
          return id ? [{ value: id, label: name || id }] : [];
        })
      : [],
  );
}

function isTextField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== 'radio';
}
