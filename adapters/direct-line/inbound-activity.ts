import type { Activity } from 'botbuilder';
import { BadInputError } from '../../core/errors.ts';
import type { TokenScope } from './tokens.ts';
import { botId } from './wire-activity.ts';

/** What a client may say about its activity; everything else (from, conversation, ids, times) is ours to say. */
const clientProperties = [
  'type',
  'text',
  'textFormat',
  'locale',
  'speak',
  'inputHint',
  'name',
  'value',
  'valueType',
  'label',
  'attachments',
  'attachmentLayout',
  'entities',
  'channelData',
  'localTimestamp',
  'localTimezone',
  'replyToId',
  'code',
] as const;

/**
 * A client's activity with sender, conversation and channel bound from the token, never from the body.
 * @throws BadInputError when it is not an activity.
 */
export function boundActivity(body: unknown, scope: TokenScope): Partial<Activity> & { type: string } {
  if (!isRecord(body)) throw new BadInputError('the body is not an activity: a JSON object is expected');
  const { type, text } = body;
  if (typeof type !== 'string' || type === '' || type.length > 100)
    throw new BadInputError('the activity has no type; a message has type "message"');
  if (text !== undefined && text !== null && typeof text !== 'string')
    throw new BadInputError('text of an activity is a string');
  if (type === 'event' && typeof body.name === 'string' && body.name.startsWith('handoff.'))
    throw new BadInputError(
      'handoff events are between the bot and its desk; a shopper asks for a person in words',
    );
  if (body.attachments != null) refuseOddAttachments(body.attachments);
  const bound: Record<string, unknown> = {};
  for (const property of clientProperties) if (body[property] != null) bound[property] = body[property];
  return {
    ...bound,
    type,
    from: { id: scope.userId, name: scope.userName ?? '', role: 'user' },
    recipient: { id: botId, name: '', role: 'bot' },
    conversation: { id: scope.conversationId, isGroup: false, conversationType: '', name: '' },
    channelId: 'directline',
  };
}

/**
 * The client's own name for the activity: `channelData.clientActivityID` as Web Chat sets it, or a header.
 * @throws BadInputError when it is longer than 200 characters.
 */
export function clientActivityId(body: unknown, header: string | undefined): string | null {
  const channelData = isRecord(body) && isRecord(body.channelData) ? body.channelData : {};
  const id = channelData.clientActivityID ?? channelData.clientActivityId ?? header;
  if (typeof id !== 'string' || id === '') return null;
  if (id.length > 200) throw new BadInputError('the client activity id is longer than 200 characters');
  if (id.includes('\0')) throw new BadInputError('the client activity id has the character U+0000');
  return id;
}

/** What an attachment points to is opened by whoever reads the conversation: a link to a file, never a script. */
function refuseOddAttachments(attachments: unknown): void {
  if (!Array.isArray(attachments)) throw new BadInputError('attachments of an activity is a list');
  for (const attachment of attachments) {
    if (!isRecord(attachment)) throw new BadInputError('an attachment is a JSON object');
    const { contentUrl } = attachment;
    if (contentUrl == null) continue;
    const readable = typeof contentUrl === 'string' && URL.canParse(contentUrl);
    if (!readable || !/^https?:$/.test(new URL(contentUrl).protocol))
      throw new BadInputError(
        'contentUrl of an attachment is an address that begins with http:// or https://',
      );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
