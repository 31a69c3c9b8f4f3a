import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeResult, OfferView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { centsOf } from '../budgets/cents-of.ts';
import { takesSecondPerson, termsOf } from './offer-terms.ts';
import { offerWords } from './words.ts';

export type OfferTask =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'switch'; readonly offer: OfferView };

interface DialogProps {
  readonly task: OfferTask | null;
  /** Of the list; a change goes to the offer below it. */
  readonly path: string;
  close(): void;
}

/** A new offer, other terms, or on and off; says what takes a second person before anything is typed. */
export function OfferDialog({ task, path, close }: DialogProps) {
  const t = useWords(offerWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const title = (shown: OfferTask) => {
    if (shown.kind === 'add') return t('addTitle');
    const offer = shown.offer.name[language];
    if (shown.kind === 'edit') return t('editTitle', { offer });
    return t(shown.offer.active ? 'offTitle' : 'onTitle', { offer });
  };
  return (
    <Modal
      opened={task !== null}
      onClose={close}
      title={task && title(task)}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {task?.kind === 'switch' && <SwitchForm offer={task.offer} path={path} close={close} />}
      {task?.kind === 'edit' && <TermsForm offer={task.offer} path={path} close={close} />}
      {task?.kind === 'add' && <TermsForm offer={null} path={path} close={close} />}
    </Modal>
  );
}

/** Sends a change, says what came of it and closes. */
function useSend(path: string, close: () => void) {
  const t = useWords(offerWords);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ offer, body }: { offer: string | null; body: object }): Promise<object> =>
      offer === null
        ? ask<{ id: string }>('POST', path, body)
        : ask<ChangeResult>('PUT', `${path}/${offer}`, body),
    onSuccess: (result, { offer }) => {
      void queries.invalidateQueries();
      const asked = 'state' in result && result.state === 'asked';
      showToast({ kind: 'good', text: t(offer === null ? 'added' : asked ? 'asked' : 'changed') });
      close();
    },
    // Somebody else may have changed it: the list shows what holds now.
    onError: () => queries.invalidateQueries({ queryKey: [path] }),
  });
}

function SwitchForm({ offer, path, close }: { offer: OfferView; path: string; close(): void }) {
  const t = useWords(offerWords);
  const [reason, setReason] = useState('');
  const send = useSend(path, close);
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { ...termsOf(offer), active: !offer.active, version: offer.version, reason };
        send.mutate({ offer: offer.id, body });
      }}
    >
      <p>{t(offer.active ? 'offSays' : 'onSays')}</p>
      {!offer.active && <Reason value={reason} change={setReason} />}
      {send.error && <Failure error={send.error} />}
      <Buttons
        close={close}
        label={t(offer.active ? 'switchOff' : 'ask')}
        busy={send.isPending}
        disabled={false}
      />
    </form>
  );
}

function TermsForm({ offer, path, close }: { offer: OfferView | null; path: string; close(): void }) {
  const t = useWords(offerWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const send = useSend(path, close);
  const [id, setId] = useState('');
  const [kind, setKind] = useState<OfferView['kind']>(offer?.kind ?? 'percent');
  const [en, setEn] = useState(offer?.name.en ?? '');
  const [zh, setZh] = useState(offer?.name.zh ?? '');
  const [value, setValue] = useState(String(offer?.percent ?? offer?.perkPoints ?? ''));
  const [cap, setCap] = useState(() =>
    offer ? formats.money(offer.maximumCents).replace(/[^\d.]/g, '') : '',
  );
  const [days, setDays] = useState(String(offer?.validityDays ?? 14));
  const [reason, setReason] = useState('');

  const points = kind === 'perk';
  const number = whole(value, points ? 1_000_000 : 90);
  const maximumCents = centsOf(cap, shop.currency);
  const validityDays = whole(days, 365);
  const goodId = /^[a-z0-9][a-z0-9-]{0,62}$/.test(id);
  const sound =
    en.trim() !== '' &&
    zh.trim() !== '' &&
    (kind === 'free_shipping' || number !== null) &&
    maximumCents !== null &&
    validityDays !== null &&
    (offer !== null || goodId);
  const terms = {
    name: { en: en.trim(), zh: zh.trim() },
    percent: kind === 'percent' ? number : null,
    perkPoints: points ? number : null,
    maximumCents: maximumCents ?? 0,
    validityDays: validityDays ?? 0,
    active: offer?.active ?? false,
  };
  const two = offer !== null && sound && takesSecondPerson(offer, terms);
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sound) return;
        const { active, ...fields } = terms;
        if (offer) send.mutate({ offer: offer.id, body: { ...terms, version: offer.version, reason } });
        else send.mutate({ offer: null, body: { id, kind, ...fields } });
      }}
    >
      <p className="meta">{t(offer === null ? 'addSays' : offer.active ? 'raiseSays' : 'inactiveSays')}</p>
      {offer === null && (
        <>
          <Select
            label={t('kind')}
            value={kind}
            data={(['percent', 'free_shipping', 'perk'] as const).map((one) => ({
              value: one,
              label: t(one),
            }))}
            onChange={(chosen) => chosen && setKind(chosen as OfferView['kind'])}
          />
          <TextInput
            label={t('id')}
            description={t('idHint')}
            value={id}
            maxLength={63}
            onChange={(event) => setId(event.currentTarget.value)}
            error={id !== '' && !goodId ? t('badId') : null}
          />
        </>
      )}
      <TextInput
        label={t('nameEn')}
        description={t('nameHint')}
        value={en}
        maxLength={120}
        lang="en"
        onChange={(event) => setEn(event.currentTarget.value)}
      />
      <TextInput
        label={t('nameZh')}
        value={zh}
        maxLength={120}
        lang="zh-CN"
        onChange={(event) => setZh(event.currentTarget.value)}
      />
      <div className="form-pair">
        {kind !== 'free_shipping' && (
          <TextInput
            label={t(points ? 'pointsLabel' : 'percentLabel')}
            inputMode="numeric"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            error={value !== '' && number === null ? t(points ? 'badPoints' : 'badPercent') : null}
          />
        )}
        <TextInput
          label={t('capLabel', { currency: shop.currency })}
          inputMode="decimal"
          value={cap}
          onChange={(event) => setCap(event.currentTarget.value)}
          error={cap !== '' && maximumCents === null ? t('badCap') : null}
        />
        <TextInput
          label={t('validityLabel')}
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          error={days !== '' && validityDays === null ? t('badDays') : null}
        />
      </div>
      {two && <Reason value={reason} change={setReason} />}
      {send.error && <Failure error={send.error} />}
      <Buttons close={close} label={t(two ? 'ask' : 'save')} busy={send.isPending} disabled={!sound} />
    </form>
  );
}

function Reason({ value, change }: { value: string; change(text: string): void }) {
  const t = useWords(offerWords);
  return (
    <TextInput
      label={t('reason')}
      value={value}
      maxLength={500}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function Buttons(props: { close(): void; label: string; busy: boolean; disabled: boolean }) {
  const shared = useWords(uiWords);
  return (
    <div className="row" style={{ justifyContent: 'flex-end' }}>
      <Button variant="default" onClick={props.close}>
        {shared('cancel')}
      </Button>
      <Button type="submit" loading={props.busy} disabled={props.disabled}>
        {props.label}
      </Button>
    </div>
  );
}

/** A whole number of 1 to `most`, as typed; null for anything else. */
function whole(typed: string, most: number): number | null {
  const plain = typed.trim();
  return /^\d{1,7}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= most ? Number(plain) : null;
}
