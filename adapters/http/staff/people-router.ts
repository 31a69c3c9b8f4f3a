import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { Language } from '../../../core/contracts/staff.ts';
import { BadInputError, NotFoundError } from '../../../core/errors.ts';
import { isId } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { Database } from '../../postgres/database.ts';
import { listPeople } from '../../postgres/people.ts';
import {
  changeRole,
  invitePerson,
  type MadeLink,
  type PeopleActor,
  type PersonRemoved,
  removePerson,
  renewLink,
} from '../../postgres/people-changes.ts';
import { linkPath } from '../../postgres/staff-links.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { emailInput, languageInput, nameInput, roleInput, shopInput } from './inputs.ts';
import type { LinkPost } from './link-post.ts';
import { actorOf, staffOf } from './staff-member.ts';

export interface PeopleOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly post: LinkPost;
  /** Gives back what a removed person holds, in the transaction of the removal. */
  readonly removed: PersonRemoved;
}

const listQuery = z.object({
  sort: z
    .string()
    .regex(/^-?(name|email|role)$/, 'is one of name, email, role, with - in front for descending')
    .default('name'),
  q: z.string().trim().max(200).default(''),
  after: z.uuid().optional(),
});
const bodies = {
  invite: z.object({
    email: emailInput,
    name: nameInput.optional(),
    role: roleInput,
    shopId: shopInput,
    language: languageInput,
  }),
  link: z.object({ language: languageInput }),
  role: z.object({ role: roleInput, shopId: shopInput, version: z.number().int() }),
};
const pageSize = 50;

/** Who works here; mount it under /api/people, behind the role admin. */
export function peopleRouter({ database, clock, post, removed }: PeopleOptions): Router {
  const router = Router();
  const change = <T>(
    response: Response,
    work: (tx: Transaction, by: PeopleActor) => Promise<T>,
  ): Promise<T> => {
    const member = staffOf(response);
    const by = { actor: actorOf(member), shopId: member.shopId, now: clock.now() };
    return database.transaction((tx) => work(tx, by));
  };
  router.param('id', (_request, _response, next, id: string) => {
    next(isId(id) ? undefined : new NotFoundError('nobody here has this id'));
  });

  router.get('/', async (request, response) => {
    const { sort, q, after } = parseInput(listQuery, request.query, 'the query');
    const page = await listPeople(database, {
      shopId: staffOf(response).shopId,
      sort: sort.replace('-', '') as 'name',
      descending: sort.startsWith('-'),
      q,
      after: after ?? null,
      limit: pageSize,
    });
    response.json(page);
  });

  router.post('/', async (request, response) => {
    const { language, ...invited } = readBody(bodies.invite, request);
    const made = await change(response, async (tx, by) => {
      await requireKnownShop(invited.shopId);
      return invitePerson(tx, by, { ...invited, name: invited.name ?? invited.email.split('@')[0]! });
    });
    response.status(201).json(await handedOn(made, 'invitation', language));
  });

  router.post('/:id/link', async (request, response) => {
    const { language } = readBody(bodies.link, request);
    const made = await change(response, (tx, by) => renewLink(tx, by, request.params.id));
    response.status(201).json(await handedOn(made, made.kind, language));
  });

  router.patch('/:id', async (request, response) => {
    const wanted = readBody(bodies.role, request);
    await requireKnownShop(wanted.shopId);
    response.json(await change(response, (tx, by) => changeRole(tx, by, request.params.id, wanted)));
  });

  router.delete('/:id', async (request, response) => {
    const givenBack = await change(response, (tx, by) => removePerson(tx, by, request.params.id, removed));
    givenBack.committed();
    response.json({ conversationsGivenBack: givenBack.conversations });
  });

  return router;

  async function requireKnownShop(shopId: string | null): Promise<void> {
    if (shopId === null) return;
    const { rows } = await database.query('select 1 from shops where id = $1', [shopId]);
    if (rows.length === 0) throw new BadInputError(`there is no shop "${shopId}"`);
  }

  async function handedOn(
    { person, link }: { person: { email: string }; link: MadeLink },
    kind: 'invitation' | 'reset',
    language: Language,
  ) {
    const mailed = await post.send({ to: person.email, kind, token: link.token, language });
    return { person, link: linkPath(link.token), linkUntil: link.expiresAt.toISOString(), mailed };
  }
}
