import type { Request } from 'express';

/** The shop of a route below /shops/:shopId, which the console's router has held against who asks. */
export function shopOf(request: Request): string {
  return String(request.params.shopId);
}
