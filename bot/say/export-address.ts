import { isId } from '../../core/ids.ts';

const scheme = 'mainstay-export:';

/** How a stored message names the file of a request for one's data; the channel makes an address of it. */
export const exportAddress = {
  write: (requestId: string): string => `${scheme}${requestId}`,
  /** The request's id; null for any other address. */
  read(address: unknown): string | null {
    if (typeof address !== 'string' || !address.startsWith(scheme)) return null;
    const id = address.slice(scheme.length);
    return isId(id) ? id : null;
  },
};
