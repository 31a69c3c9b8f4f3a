import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { ask } from '../../ui/api/ask.ts';
import { reasonOf } from '../../ui/reason-of.ts';
import { useSession } from '../../ui/session.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { accountWords } from './words.ts';

const weak = ['too_short', 'too_long', 'too_common'] as const;

export function PasswordChange() {
  const t = useWords(accountWords);
  const shared = useWords(uiWords);
  const { member } = useSession();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (typed: { current: string; next: string }) => ask('PUT', '/api/account/password', typed),
    onSuccess: () => {
      form.current?.reset();
      showToast({ kind: 'good', text: t('passwordChanged') });
      queries.invalidateQueries({ queryKey: ['session'] });
      queries.invalidateQueries({ queryKey: ['/api/account'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    change.mutate({ current: String(typed.get('current')), next: String(typed.get('next')) });
  };
  const wrong = reasonOf(change.error, ['wrong_password']);
  const weakWhy = reasonOf(change.error, weak);
  const toggle = { 'aria-label': shared('showPassword'), tabIndex: 0 };
  return (
    <form ref={form} className="column" onSubmit={submit}>
      {/* Password managers store the new password under this name. */}
      <input type="text" hidden readOnly autoComplete="username" value={member.email} />
      <PasswordInput
        name="current"
        label={t('current')}
        error={wrong && t(wrong)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        name="next"
        label={t('next')}
        description={t('passwordHelp')}
        error={weakWhy && t(weakWhy)}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={toggle}
      />
      {change.error && !wrong && !weakWhy && <Failure error={change.error} what={t('failed')} />}
      <div>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  );
}
