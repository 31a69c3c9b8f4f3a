import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DecisionDetail } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useGrantState } from '../budgets/use-grant-state.ts';
import { ActionTable } from './action-table.tsx';
import { useOutcomeName } from './use-outcome-name.ts';
import { decisionWords } from './words.ts';

/** One decision whole: in words, in numbers, drawn again, and what became of it. */
export function DecisionDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const shared = useWords(uiWords);
  const t = useWords(decisionWords);
  const { id: shopId } = useShop();
  const { language } = useLanguage();
  const path = `/api/console/shops/${shopId}/decisions/${id}?language=${language}`;
  const detail = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<DecisionDetail>('GET', path, undefined, signal),
    enabled: id !== undefined,
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position="right"
      size={640}
      title={t('why')}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {detail.error ? (
        <Failure error={detail.error} retry={() => void detail.refetch()} />
      ) : detail.data ? (
        <Decision detail={detail.data} />
      ) : (
        <Skeleton rows={10} />
      )}
    </Drawer>
  );
}

function Decision({ detail }: { detail: DecisionDetail }) {
  const t = useWords(decisionWords);
  const formats = useFormats(useShop());
  const stateOf = useGrantState();
  const outcomeOf = useOutcomeName();
  return (
    <div className="column">
      <p>
        <strong>{detail.shopperName ?? detail.shopperExternalId ?? t('visitor')}</strong> ·{' '}
        {formats.dateTime(detail.at)}
      </p>
      {detail.grant && <p>{t('grant', { code: detail.grant.code, state: stateOf(detail.grant.state) })}</p>}
      {detail.why[0] && (
        <p>
          <strong>{detail.why[0]}</strong>
        </p>
      )}
      <ul className="why">
        {detail.why.slice(1).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {detail.actions.length > 0 && <ActionTable actions={detail.actions} drawn={detail.action} />}
      <h3>{t('outcomes')}</h3>
      {detail.outcomes.length === 0 ? (
        <p className="meta">{t('noOutcome')}</p>
      ) : (
        <ul className="why">
          {detail.outcomes.map(({ kind, ref, at }) => (
            <li key={`${kind}|${ref}|${at}`}>
              {outcomeOf(kind)} {ref} <span className="meta">{formats.dateTime(at)}</span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('record')}</h3>
      {detail.replaysSame !== null && (
        <p className="notice" data-kind={detail.replaysSame ? 'good' : 'bad'}>
          {t(detail.replaysSame ? 'replaySame' : 'replayOther')}
        </p>
      )}
      <p className="hash">
        {detail.rules && t('versions', { rules: detail.rules.version, policy: detail.policyVersion })}
        <br />
        {detail.seed && `${t('seed')} ${detail.seed}`}
        <br />
        {detail.id}
      </p>
    </div>
  );
}
