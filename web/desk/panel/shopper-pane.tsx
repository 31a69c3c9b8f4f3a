import { ActionIcon } from '@mantine/core';
import type { ConversationView, ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import { backIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { panelWords } from '../words/panel-words.ts';
import { talkWords } from '../words/talk-words.ts';
import { ConsentList } from './consent-list.tsx';
import { EarlierTalks } from './earlier-talks.tsx';
import { GrantList } from './grant-list.tsx';
import { OrderList } from './order-list.tsx';
import { OwnDataSection } from './own-data-section.tsx';
import { RiskSection } from './risk-section.tsx';
import { SentimentLine } from './sentiment-line.tsx';
import { ShopperSection } from './shopper-section.tsx';

/** What is known of the shopper. @param back of the phone's screen. */
export function ShopperPane({ id, back }: { id: string; back?: () => void }) {
  const t = useWords(panelWords);
  const talk = useWords(talkWords);
  const { data, error, refetch } = useDeskQuery<ShopperPanel>(`conversations/${id}/panel`);
  const view = useDeskQuery<ConversationView>(`conversations/${id}`).data;
  return (
    <aside className="panel" aria-label={t('label')}>
      {back && (
        <div className="panel-back">
          <ActionIcon variant="subtle" color="gray" aria-label={talk('transcript')} onClick={back}>
            <Icon path={backIcon} />
          </ActionIcon>
          <h2>{t('label')}</h2>
        </div>
      )}
      {error ? (
        <Failure error={error} what={t('failed')} retry={() => refetch()} />
      ) : data ? (
        <>
          <ShopperSection panel={data} />
          <RiskSection panel={data} />
          <SentimentLine points={view?.sentiment ?? []} />
          <OrderList orders={data.orders} />
          <GrantList grants={data.grants} />
          <ConsentList consents={data.consents} />
          <EarlierTalks earlier={data.earlier} />
          <OwnDataSection id={id} panel={data} />
        </>
      ) : (
        <Skeleton rows={10} />
      )}
    </aside>
  );
}
