import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

interface Chains {
  readonly chains: readonly AuditChain[];
}

const address = '/api/audit/chains';

/** How far each chain holds: what came since the last look, and by the button every entry from the first one on. */
export function ChainStates() {
  const t = useWords(auditWords);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: [address],
    queryFn: ({ signal }) => ask<Chains>('GET', address, undefined, signal),
  });
  const whole = useMutation({
    mutationFn: () => ask<Chains>('GET', `${address}?whole=true`),
    onSuccess: (chains) => client.setQueryData([address], chains),
  });
  if (whole.error)
    return <Failure error={whole.error} what={t('verifyFailed')} retry={() => whole.mutate()} />;
  if (error) return <Failure error={error} what={t('verifyFailed')} retry={() => refetch()} />;
  return (
    <div className="column" role="status">
      {data ? (
        data.chains.map((chain) => <Chain key={chain.shopId ?? '*'} chain={chain} />)
      ) : (
        <AfterAWhile>{t('verifying')}</AfterAWhile>
      )}
      {data && (
        <div>
          <Button variant="default" size="xs" loading={whole.isPending} onClick={() => whole.mutate()}>
            {t('verifyWhole')}
          </Button>
        </div>
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
