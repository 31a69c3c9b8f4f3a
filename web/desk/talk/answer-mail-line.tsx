import type { AnswerByMail } from '../../../core/contracts/desk-conversation.ts';
import { mailIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { mailWords } from '../words/mail-words.ts';

/** Whether an answer reaches a shopper who was told that it comes later, and what became of the last one. */
export function AnswerMailLine({ mail }: { mail: AnswerByMail }) {
  const t = useWords(mailWords);
  const { formats } = useDesk();
  const { email, works, afterMinutes, latest } = mail;
  const at = latest ? formats.time(latest.at) : '';
  const to = email ?? t('theirAddress');
  const failed = latest?.state === 'failed';
  const text = failed
    ? t(latest.failure === 'unknown' ? 'unknown' : 'failed', { to, at })
    : !works
      ? email === null
        ? t('chatOnly')
        : t('notSet', { to })
      : latest === null
        ? email === null
          ? t('noAddress')
          : t('will', { to, n: afterMinutes })
        : t(latest.state, { to, at });
  return (
    <p className="meta answer-mail" data-bad={failed || (!works && email !== null) || undefined}>
      <Icon path={mailIcon} size={16} />
      <span>{text}</span>
    </p>
  );
}
