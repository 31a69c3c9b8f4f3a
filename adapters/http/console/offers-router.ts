import { Router } from 'express';
import { z } from 'zod';
import { BadInputError } from '../../../core/errors.ts';
import { nothing, offerKinds } from '../../../retention/offers/offer.ts';
import { addOffer, changeOffer, type OfferFields, offerViews } from '../../postgres/offer-edits.ts';
import { readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const offerName = z.string().trim().min(1, 'must not be empty').max(120);
const fields = {
  name: z.object({ en: offerName, zh: offerName }),
  percent: z.int().min(1).max(90).nullable(),
  perkPoints: z.int().min(1).max(1_000_000).nullable(),
  maximumCents: z.int().min(0).max(100_000_000),
  validityDays: z.int().min(1).max(365),
};
const newOfferBody = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'takes small letters, digits and hyphens'),
  kind: z.enum(offerKinds),
  ...fields,
});
const changeBody = z.object({
  ...fields,
  active: z.boolean(),
  version: z.int(),
  reason: z.string().trim().max(500).default(''),
});

/** What exists to be given. */
export function offersRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/offers', async (request, response) => {
    response.json({ rows: await offerViews(database, shopOf(request), staffOf(response).id, clock.now()) });
  });

  router.post('/offers', async (request, response) => {
    const offer = readBody(newOfferBody, request);
    if (offer.id === nothing)
      throw new BadInputError(`"${nothing}" is the name of giving no offer; take another id`);
    mustFit(offer.kind, offer);
    const by = staffOf(response).id;
    await database.transaction((tx) => addOffer(tx, { ...offer, shopId: shopOf(request), by }));
    response.status(201).json({ id: offer.id });
  });

  router.put('/offers/:offer', async (request, response) => {
    const { version, reason, ...changed } = readBody(changeBody, request);
    const by = staffOf(response).id;
    const shopId = shopOf(request);
    const id = request.params.offer;
    const known = (await offerViews(database, shopId, by, clock.now())).find((offer) => offer.id === id);
    if (known) mustFit(known.kind, changed);
    response.json(
      await database.transaction((tx) =>
        changeOffer(tx, { shopId, id, version, reason, by, fields: changed }),
      ),
    );
  });

  return router;
}

/** A percentage belongs to percent offers, points to perks, and neither to free shipping. */
function mustFit(
  kind: (typeof offerKinds)[number],
  offer: Pick<OfferFields, 'percent' | 'perkPoints'>,
): void {
  if ((offer.percent !== null) !== (kind === 'percent'))
    throw new BadInputError(
      kind === 'percent' ? 'percent: a percent offer needs one' : 'percent: only a percent offer has one',
    );
  if ((offer.perkPoints !== null) !== (kind === 'perk'))
    throw new BadInputError(
      kind === 'perk' ? 'perkPoints: a perk needs them' : 'perkPoints: only a perk has them',
    );
}
