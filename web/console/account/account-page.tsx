import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../core/contracts/people.ts';
import { ask } from '../../ui/api/ask.ts';
import { switchSingleKeys, useSingleKeysOn } from '../../ui/keys/single-keys.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useSession } from '../../ui/session.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { NameForm } from './name-form.tsx';
import { PasswordChange } from './password-change.tsx';
import { SessionList } from './session-list.tsx';
import { accountWords } from './words.ts';

/** One's own name, password, sessions and keys. */
export function AccountPage() {
  const t = useWords(accountWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const { member, shops } = useSession();
  const singleKeys = useSingleKeysOn();
  const { data, error, refetch } = useQuery({
    queryKey: ['/api/account'],
    queryFn: ({ signal }) => ask<Account>('GET', '/api/account', undefined, signal),
  });
  const shop = shops.find(({ id }) => id === member.shopId)?.name[language] ?? shared('everyShop');
  return (
    <>
      <PageHeader title={t('account')} state={`${member.email} · ${shared(member.role)} · ${shop}`} />
      <div className="cards">
        <section className="card card-body">
          <h2>{t('nameTitle')}</h2>
          <NameForm />
        </section>
        <section className="card card-body">
          <h2>{t('passwordTitle')}</h2>
          {data?.hasPassword === false ? <p>{t('noPassword')}</p> : <PasswordChange />}
        </section>
        <section className="card card-body">
          <h2>{t('sessionsTitle')}</h2>
          {error && <Failure error={error} retry={() => refetch()} />}
          {data ? <SessionList sessions={data.sessions} /> : !error && <Skeleton rows={3} />}
        </section>
        <section className="card card-body">
          <h2>{t('keysTitle')}</h2>
          <Switch
            label={t('keys')}
            checked={singleKeys}
            onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
          />
        </section>
      </div>
    </>
  );
}
