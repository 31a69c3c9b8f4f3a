import { useQuery } from '@tanstack/react-query';
import type { AuditChain } from '../../../core/contracts/audit.ts';
import { alertIcon, checkIcon } from '../../icons.ts';
import { ask } from '../../ui/api/ask.ts';
import { Icon } from '../../ui/icon.tsx';
import { AfterAWhile } from '../../ui/states/after-a-while.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useChainName } from './use-chain-name.ts';
import { auditWords } from './words.ts';

/** How far each chain holds, recomputed by the server from its first entry. */
export function ChainStates() {
  const t = useWords(auditWords);
  const { data, error, refetch } = useQuery({
    queryKey: ['/api/audit/chains'],
    queryFn: ({ signal }) => ask<{ chains: AuditChain[] }>('GET', '/api/audit/chains', undefined, signal),
  });
  if (error) return <Failure error={error} what={t('verifyFailed')} retry={() => refetch()} />;
  return (
    <div className="column" role="status">
      {data ? (
        data.chains.map((chain) => <Chain key={chain.shopId ?? '*'} chain={chain} />)
      ) : (
        <AfterAWhile>{t('verifying')}</AfterAWhile>
      )}
    </div>
  );
}

function Chain({ chain }: { chain: AuditChain }) {
  const t = useWords(auditWords);
  const formats = useFormats();
  const nameOf = useChainName();
  const { fault, verified, until, hash } = chain;
  return (
    <p className="chain" data-kind={fault ? 'bad' : 'good'}>
      <Icon path={fault ? alertIcon : checkIcon} size={16} />
      <strong>{nameOf(chain.shopId)}</strong>
      <span>
        {fault
          ? t(fault.reason, { n: fault.sequence, verified })
          : t(verified === 1 ? 'verifiedOne' : 'verified', {
              n: formats.count(verified),
              time: formats.dateTime(until),
            })}
      </span>
      {hash && (
        <code title={hash}>
          {t('lastHash')} {hash.slice(0, 16)}…
        </code>
      )}
    </p>
  );
}
