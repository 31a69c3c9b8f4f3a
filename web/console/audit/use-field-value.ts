import type { AuditRow } from '../../../core/contracts/audit.ts';
import { useSession } from '../../ui/session.tsx';
import { unknown } from '../../ui/words/formats.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { topicWords } from '../../ui/words/topic-words.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { auditWords } from './words.ts';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A value of an entry as people read it: amounts in the shop's currency, times in its zone, words for what has some. */
export function useFieldValue(entry: Pick<AuditRow, 'shopId'>): (field: string, value: unknown) => string {
  const t = useWords(auditWords);
  const shared = useWords(uiWords);
  const topic = useWords(topicWords);
  const { language } = useLanguage();
  const { shops } = useSession();
  const formats = useFormats(shops.find(({ id }) => id === entry.shopId) ?? null);
  const say = (field: string, value: unknown): string => {
    if (value === null || value === undefined) return field === 'shopId' ? shared('everyShop') : unknown;
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') {
      if (field.endsWith('Cents')) return formats.money(value);
      return field === 'percent' ? formats.percent(value / 100) : formats.count(value);
    }
    if (typeof value === 'string') {
      if (moment.test(value)) return formats.dateTime(value);
      if (field === 'role' && value in roles) return shared(roles[value as keyof typeof roles]);
      if (field === 'topic' && value in topicWords.en) return topic(value as keyof typeof topicWords.en);
      return value;
    }
    if (Array.isArray(value))
      return value.length === 0 ? unknown : value.map((one) => say('', one)).join(', ');
    const named = value as Readonly<Record<string, unknown>>;
    if (typeof named.en === 'string' || typeof named.zh === 'string')
      return String(named[language] ?? named.en ?? named.zh);
    if (field === 'table' && Array.isArray(named.rows)) return t('tableRows', { n: named.rows.length });
    return Object.entries(named)
      .map(([key, one]) => `${key}: ${say(key, one)}`)
      .join('; ');
  };
  return say;
}

const roles = { agent: 'agent', marketer: 'marketer', admin: 'admin' } as const;
