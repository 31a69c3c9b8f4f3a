import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import { ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { TokenScope } from './tokens.ts';

/**
 * Lets a token into its own conversation only.
 * @throws NotFoundError when the conversation asked for does not exist; ForbiddenError when it is somebody else's.
 */
export async function denyOther(
  log: ConversationLog,
  scope: TokenScope,
  conversationId: string,
): Promise<void> {
  if (scope.conversationId === conversationId) return;
  const other = isId(conversationId) ? await log.find({ shopId: scope.shopId, conversationId }) : null;
  if (other === null) throw new NotFoundError('there is no such conversation');
  throw new ForbiddenError('this token is for another conversation');
}
