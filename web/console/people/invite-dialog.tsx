import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonWithLink } from '../../../core/contracts/people.ts';
import type { StaffRole } from '../../../core/contracts/staff.ts';
import { ask } from '../../ui/api/ask.ts';
import { useSession } from '../../ui/session.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { LinkHandout } from './link-handout.tsx';
import { usePeopleRefusal } from './use-people-refusal.ts';
import { useShopChoices } from './use-shop-choices.ts';
import { peopleWords } from './words.ts';

/** Invites somebody and shows the link to hand on. */
export function InviteDialog({ opened, close }: { opened: boolean; close(): void }) {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const [made, setMade] = useState<PersonWithLink | null>(null);
  const leave = () => {
    close();
    setMade(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={made ? t('linkTitle', { name: made.person.name }) : t('inviteTitle')}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {made ? <LinkHandout made={made} done={leave} /> : <InviteForm made={setMade} cancel={leave} />}
    </Modal>
  );
}

function InviteForm({ made, cancel }: { made(answer: PersonWithLink): void; cancel(): void }) {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const { member } = useSession();
  const choices = useShopChoices();
  const refusal = usePeopleRefusal();
  const queries = useQueryClient();
  const [role, setRole] = useState<StaffRole>('agent');
  const [shop, setShop] = useState(member.shopId ?? '');
  const invite = useMutation({
    mutationFn: (email: string) =>
      ask<PersonWithLink>('POST', '/api/people', { email, role, shopId: shop || null, language }),
    onSuccess: (answer) => {
      queries.invalidateQueries({ queryKey: ['/api/people'] });
      made(answer);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(String(new FormData(event.currentTarget).get('email')));
  };
  const known = refusal(invite.error);
  return (
    <form className="column" onSubmit={submit}>
      <p>{t('inviteHelp')}</p>
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        error={known}
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
      />
      <Select
        label={t('role')}
        value={role}
        onChange={(value) => value && setRole(value as StaffRole)}
        data={[
          { value: 'agent', label: t('agentMay') },
          { value: 'marketer', label: t('marketerMay') },
          { value: 'admin', label: t('adminMay') },
        ]}
      />
      {choices.length > 1 && (
        <Select label={t('shop')} value={shop} onChange={(value) => setShop(value ?? '')} data={choices} />
      )}
      {invite.error && !known && <Failure error={invite.error} what={t('inviteFailed')} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={cancel}>
          {shared('cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending}>
          {t('makeLink')}
        </Button>
      </div>
    </form>
  );
}
