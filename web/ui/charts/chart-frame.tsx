import { Button } from '@mantine/core';
import { useState } from 'react';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import type { ChartFrameProps } from './chart-frame-props.ts';
import { ChartTable } from './chart-table.tsx';
import './charts.css';
import { useWidth } from './use-width.ts';

/** What charts over time or steps share: a readout that arrow keys move, and the same figures as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { label, xs, series, formatX, format } = props;
  const t = useWords(uiWords);
  const [frame, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const last = xs.length - 1;
  const shown = Math.min(at ?? last, last);
  const when = formatX(xs[shown] ?? '');
  const move = (by: number) => setAt((now) => Math.min(last, Math.max(0, (now ?? last) + by)));
  return (
    <div className="chart" ref={frame}>
      <div className="chart-head">
        <ul className="chart-names">
          {series.map((one, i) => (
            <li key={one.label} data-series={i + 1}>
              {one.label} <strong>{format(i, shown)}</strong>
            </li>
          ))}
          <li className="meta">{when}</li>
        </ul>
        <Button variant="default" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {t('table')}
        </Button>
      </div>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={shown}
          aria-valuetext={`${when}: ${series.map((one, i) => `${one.label} ${format(i, shown)}`).join(', ')}`}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') move(-1);
            else if (event.key === 'ArrowRight') move(1);
          }}
          onBlur={() => setAt(null)}
        >
          {width > 0 && props.draw(width, at, setAt)}
        </div>
      )}
    </div>
  );
}
