import type { Say } from '../../ui/words/use-words.ts';
import type { talkWords } from '../words/talk-words.ts';

/** What a shopper's button says of itself, in words as far as there are any. */
export function actionName(action: string, t: Say<keyof typeof talkWords.en>): string {
  return action === 'person.request' ? t('pressedPerson') : action.replaceAll(/[._]/g, ' ');
}
