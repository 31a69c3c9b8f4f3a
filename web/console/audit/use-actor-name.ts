import type { AuditRow } from '../../../core/contracts/audit.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { auditWords } from './words.ts';

const systems: Readonly<Record<string, string>> = { shopify: 'Shopify', woocommerce: 'WooCommerce' };

/** Who made an entry, in words. */
export function useActorName(): (entry: AuditRow) => string {
  const t = useWords(auditWords);
  return ({ actor, actorName }) => {
    const source = /^source:(.+)$/.exec(actor)?.[1];
    if (source) return systems[source] ?? source;
    if (actor === 'command line') return t('commandLine');
    return actor === 'system' ? t('system_') : (actorName ?? actor);
  };
}
