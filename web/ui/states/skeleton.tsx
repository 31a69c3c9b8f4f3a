import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { AfterAWhile } from './after-a-while.tsx';

/** Stands for what loads, in its final size; it does not move. */
export function Skeleton({ rows, rowHeight = 36 }: { rows: number; rowHeight?: number }) {
  const t = useWords(uiWords);
  return (
    <AfterAWhile>
      <div className="column" role="status" aria-label={t('loading')} style={{ gap: 8, padding: 12 }}>
        {Array.from({ length: rows }, (_, row) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
            key={row}
            className="skeleton"
            style={{ height: rowHeight - 8, width: row % 3 === 2 ? '70%' : '100%' }}
          />
        ))}
      </div>
    </AfterAWhile>
  );
}
