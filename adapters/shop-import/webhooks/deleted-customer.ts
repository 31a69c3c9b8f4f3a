import type { MessageContext, SourceChange } from './source-change.ts';

/** A customer whom the source tells nothing of any more but the id. */
export function deletedCustomer(id: string, { sentAt }: MessageContext): SourceChange {
  return {
    kind: 'shopper-deleted',
    externalId: id,
    version: sentAt,
    person: { id, email: null, orders: [] },
  };
}
