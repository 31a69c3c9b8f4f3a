import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';
import { useDesk } from './desk-context.ts';
import { ShopperPane } from './panel/shopper-pane.tsx';
import { QueuePane } from './queue/queue-pane.tsx';
import { TalkPane } from './talk/talk-pane.tsx';
import { usePresence } from './talk/use-presence.ts';
import { useDeskSearch } from './use-desk-search.ts';
import { deskWords } from './words/desk-words.ts';
import { panelWords } from './words/panel-words.ts';
import { talkWords } from './words/talk-words.ts';

const now = { getInitialValueInEffect: false };

/** Queue, conversation, shopper: side by side, the shopper in a drawer below 1200, one screen each on phones. */
export function DeskPage() {
  const words = useWords(deskWords);
  const t = useWords(talkWords);
  const panel = useWords(panelWords);
  const shared = useWords(uiWords);
  const { keys } = useDesk().me.ownKeys;
  const { search, go } = useDeskSearch();
  const wide = useMediaQuery('(min-width: 1200px)', false, now);
  const phone = useMediaQuery('(max-width: 640px)', false, now);
  useEffect(() => {
    document.title = `${words('title')} · Mainstay`;
  }, [words]);
  const id = search.c;
  usePresence(id ? undefined : null, false);
  const closePanel = () => go({ panel: undefined });
  if (phone && id && search.panel) return <ShopperPane id={id} back={closePanel} />;
  if (phone && id) return <TalkPane key={id} id={id} phone wide={false} />;
  if (phone) return <QueuePane />;
  return (
    <div className="desk" data-wide={(wide && id) || undefined}>
      <QueuePane />
      {id ? (
        <TalkPane key={id} id={id} phone={false} wide={wide ?? false} />
      ) : (
        <div className="talk talk-none">
          <p>{t('choose')}</p>
          <p className="meta">{t('chooseKeys', { next: keys.next, before: keys.before })}</p>
        </div>
      )}
      {wide && id && <ShopperPane id={id} />}
      {!wide && id && (
        <Drawer
          opened={search.panel === true}
          onClose={closePanel}
          position="right"
          size={360}
          padding={0}
          title={panel('label')}
          classNames={{ header: 'panel-drawer-head' }}
          closeButtonProps={{ 'aria-label': shared('close') }}
        >
          <ShopperPane id={id} />
        </Drawer>
      )}
    </div>
  );
}
