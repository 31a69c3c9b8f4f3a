import type { Card } from '../../../core/contracts/message.ts';
import { useLabel } from '../api/use-label.ts';

/** What was shown with a message, short. */
export function CardView({ card }: { card: Card }) {
  const label = useLabel();
  if (card.kind === 'product')
    return (
      <div className="talk-card">
        {card.pictureUrl && <img src={card.pictureUrl} alt="" width={40} height={40} loading="lazy" />}
        <span>
          <strong>{card.name}</strong>
          <span className="meta">{card.price}</span>
        </span>
      </div>
    );
  if (card.kind === 'offer')
    return (
      <div className="talk-card">
        <span>
          <strong>{card.title}</strong>
          <span className="meta">
            {card.code} · {card.until} · {label(card.state)}
          </span>
          <span className="meta">{card.notice}</span>
        </span>
      </div>
    );
  return (
    <div className="talk-card">
      <span>
        <strong>{card.number}</strong>
        <span className="meta">
          {card.state} · {card.placed} · {card.total}
        </span>
      </span>
    </div>
  );
}
