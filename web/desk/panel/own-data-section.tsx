import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ShopperPanel } from '../../../core/contracts/desk-conversation.ts';
import { EraseDialog, type Erasing } from '../../ui/privacy/erase-dialog.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { panelWords } from '../words/panel-words.ts';

/** A copy of everything that is kept about the shopper, and its erasure: asked for by agents, carried out by admins. */
export function OwnDataSection({ id, panel }: { id: string; panel: ShopperPanel }) {
  const t = useWords(panelWords);
  const { me, url, formats } = useDesk();
  const [erasing, setErasing] = useState<Erasing | null>(null);
  const { shopper, erasureAskedAt } = panel;
  const may = me.role === 'admin' ? 'erase' : 'ask';
  const begin = () =>
    setErasing({
      name: shopper && (shopper.name ?? shopper.externalId ?? shopper.id),
      path: url(`conversations/${id}/${may === 'erase' ? 'erase' : 'erasure-request'}`),
      may,
    });
  return (
    <section>
      <h3>{t('ownData')}</h3>
      {shopper && !shopper.verified && <p className="meta">{t('ownDataUnverified')}</p>}
      {shopper?.erasedAt && <p className="meta">{t('erased', { date: formats.date(shopper.erasedAt) })}</p>}
      {erasureAskedAt && (
        <p className="meta">{t('erasureAsked', { when: formats.relative(erasureAskedAt) })}</p>
      )}
      <div className="row panel-actions">
        <Button component="a" variant="default" download href={url(`conversations/${id}/personal-data.json`)}>
          {t('exportData')}
        </Button>
        {(may === 'erase' || !erasureAskedAt) && (
          <Button variant="outline" color="red" onClick={begin}>
            {t(may === 'erase' ? 'erase' : 'askErase')}
          </Button>
        )}
      </div>
      <EraseDialog erasing={erasing} close={() => setErasing(null)} />
    </section>
  );
}
