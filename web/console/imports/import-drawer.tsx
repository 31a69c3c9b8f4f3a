import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportDetail } from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useDurations } from '../../ui/words/use-durations.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ImportProblem } from './import-problem.tsx';
import { ReasonTable } from './reason-table.tsx';
import { StateBadge } from './state-badge.tsx';
import { importWords } from './words.ts';

/** One import whole: what came of it, and what was left out and why. */
export function ImportDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const shared = useWords(uiWords);
  const { id: shopId } = useShop();
  const path = `/api/console/shops/${shopId}/imports/${id}`;
  const detail = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ImportDetail>('GET', path, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2_000 : false),
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position="right"
      size={560}
      title={<span className="file-name">{detail.data?.fileName ?? ''}</span>}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {detail.error ? (
        <Failure error={detail.error} retry={() => void detail.refetch()} />
      ) : detail.data ? (
        <Detail detail={detail.data} path={path} />
      ) : (
        <Skeleton rows={8} />
      )}
    </Drawer>
  );
}

function Detail({ detail, path }: { detail: ImportDetail; path: string }) {
  const t = useWords(importWords);
  const formats = useFormats(useShop());
  const duration = useDurations();
  const seconds = detail.finishedAt
    ? Math.max(1, Math.round((Date.parse(detail.finishedAt) - Date.parse(detail.startedAt)) / 1_000))
    : null;
  const took = seconds !== null && t('took', { time: duration(seconds) });
  const counts = Object.entries(detail.counts).filter(([, count]) => count > 0);
  return (
    <div className="column">
      <p className="row">
        <StateBadge state={detail.state} />
        <span>{t(detail.kind)}</span>
        <span className="meta">
          {detail.startedBy ?? t('commandLine')} · {formats.dateTime(detail.startedAt)}
          {took && ` · ${took}`}
        </span>
      </p>
      {detail.problem && (
        <p className="notice" data-kind="bad">
          <ImportProblem run={detail} />
        </p>
      )}
      <h3>{t('result')}</h3>
      <ul className="bullets">
        <li>{t('rowsRead', { n: formats.count(detail.rowsRead) })}</li>
        {counts.map(([what, count]) => (
          <li key={what}>
            {formats.count(count)} {what in importWords.en ? t(what as keyof typeof importWords.en) : what}
          </li>
        ))}
      </ul>
      {detail.reasons.length === 0 ? (
        <p>{t('nothingRejected')}</p>
      ) : (
        <>
          <ReasonTable reasons={detail.reasons} />
          <div>
            <CsvButton href={`${path}/rejects.csv`} label={t('report')} />
          </div>
        </>
      )}
    </div>
  );
}
