import { Link } from '@tanstack/react-router';
import type { ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import type { DeskSearch } from '../desk-search.ts';
import { panelWords } from '../words/panel-words.ts';

const desk: string = '/desk';

/** Other conversations of the shopper, newest first; each can be opened. */
export function EarlierTalks({ earlier }: { earlier: ShopperPanel['earlier'] }) {
  const t = useWords(panelWords);
  const label = useLabel();
  const { formats } = useDesk();
  return (
    <section>
      <h3>{t('earlier')}</h3>
      {earlier.length === 0 && <p className="meta">{t('noEarlier')}</p>}
      <ul>
        {earlier.map(({ conversationId, at, topic, resolution, rating, messages }) => (
          <li key={conversationId}>
            <Link
              to={desk}
              className="earlier"
              search={((before: DeskSearch) => ({ ...before, c: conversationId, panel: undefined })) as never}
            >
              <span>{formats.date(at)}</span>
              <span className="meta">
                {[
                  topic && label(topic),
                  t('messages', { n: formats.count(messages) }),
                  resolution && label(resolution),
                  rating !== null && t('stars', { n: rating }),
                ]
                  .filter((part) => part)
                  .join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
