import type { RulesPage } from '../../../core/contracts/console-money.ts';
import type { Language } from '../../../core/contracts/staff.ts';

/** Names of offers by their ids; an id that is no offer stands for itself. */
export function offerNames(
  offers: RulesPage['offers'],
  ids: readonly string[],
  language: Language,
  nothing: string,
): string {
  if (ids.length === 0) return nothing;
  const names = new Map(offers.map(({ id, name }) => [id, name[language]]));
  return ids.map((id) => names.get(id) ?? id).join(language === 'zh' ? '、' : ', ');
}
