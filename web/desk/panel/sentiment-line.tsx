import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { panelWords } from '../words/panel-words.ts';

type Point = ConversationView['sentiment'][number];
const size = { width: 296, height: 72, edge: 8 };
/** Less sure than this, a point is hollow. */
const sureFrom = 0.6;

/** Sentiment message by message; as a line, or as a table for who would rather read figures. */
export function SentimentLine({ points }: { points: readonly Point[] }) {
  const t = useWords(panelWords);
  const shared = useWords(uiWords);
  const [table, setTable] = useState(false);
  const first = points[0];
  const last = points.at(-1);
  return (
    <section>
      <div className="panel-title">
        <h3>{t('sentiment')}</h3>
        {points.length > 0 && (
          <Button variant="subtle" size="compact-sm" aria-pressed={table} onClick={() => setTable(!table)}>
            {table ? t('chartOnly') : shared('table')}
          </Button>
        )}
      </div>
      {!first || !last ? (
        <p className="meta">{t('noSentiment')}</p>
      ) : table ? (
        <Table points={points} />
      ) : (
        <Line
          points={points}
          sentence={t('sentimentSentence', {
            n: points.length,
            first: signed(first.score),
            last: signed(last.score),
          })}
        />
      )}
      {!table && points.some(({ sure }) => sure < sureFrom) && <p className="meta">{t('unsure')}</p>}
    </section>
  );
}

function Line({ points, sentence }: { points: readonly Point[]; sentence: string }) {
  const { width, height, edge } = size;
  const x = (index: number) =>
    points.length === 1 ? width / 2 : edge + (index * (width - 2 * edge)) / (points.length - 1);
  const y = (score: number) => height / 2 - score * (height / 2 - edge);
  const line = points.map(({ score }, index) => `${x(index)},${y(score)}`).join(' ');
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
      <line className="spark-zero" x1={0} x2={width} y1={y(0)} y2={y(0)} />
      <polyline className="spark-line" points={line} />
      {points.map(({ sequence, score, sure }, index) => (
        <circle
          key={sequence}
          className="spark-dot"
          data-unsure={sure < sureFrom || undefined}
          cx={x(index)}
          cy={y(score)}
          r={3.5}
        />
      ))}
    </svg>
  );
}

function Table({ points }: { points: readonly Point[] }) {
  const t = useWords(panelWords);
  return (
    <table className="small-table">
      <thead>
        <tr>
          <th scope="col">{t('message')}</th>
          <th scope="col">{t('score')}</th>
          <th scope="col">{t('sure')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ sequence, score, sure }) => (
          <tr key={sequence}>
            <th scope="row">{sequence}</th>
            <td>{signed(score)}</td>
            <td>{sure.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(score: number): string {
  return (score > 0 ? '+' : '') + score.toFixed(2).replace('-', '\u2212');
}
