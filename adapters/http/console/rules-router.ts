import { Router } from 'express';
import { z } from 'zod';
import type { RulesPage, RuleTable } from '../../../core/contracts/console-money.ts';
import { newId } from '../../../core/ids.ts';
import { lintRules } from '../../../retention/rules/lint-rules.ts';
import { jdmOf, tableOf } from '../../../retention/rules/rule-table.ts';
import { putRuleCase, removeRuleCase } from '../../postgres/rule-cases.ts';
import {
  beginDraft,
  discardDraft,
  publishDraft,
  rulesOfVersion,
  saveDraft,
} from '../../postgres/rule-drafts.ts';
import { rulesPage } from '../../postgres/rules-page.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const columnId = z.string().regex(/^[a-z0-9_-]{1,40}$/i, 'takes letters, digits, hyphens and underscores');
const tableSchema = z
  .object({
    hitPolicy: z.enum(['first', 'collect']),
    inputs: z
      .array(
        z.object({
          id: columnId.refine((id) => id !== 'offers', 'is the column of the offers'),
          name: z.string().trim().min(1).max(60),
          field: z.string().max(60),
        }),
      )
      .max(40),
    rows: z
      .array(
        z.object({
          id: columnId,
          description: z.string().trim().max(300),
          cells: z.record(columnId, z.string().max(300)),
          offerIds: z.array(z.string().max(63)).max(1_000),
        }),
      )
      .max(1_000),
  })
  .refine(
    ({ inputs }) => new Set(inputs.map(({ id }) => id)).size === inputs.length,
    'two columns have one id',
  )
  .refine(({ rows }) => new Set(rows.map(({ id }) => id)).size === rows.length, 'two rows have one id');
const caseBody = z.object({
  name: z.string().trim().min(1).max(120),
  facts: z.record(z.string().max(60), z.number()),
  expected: z.array(z.string().max(63)).max(50),
});
const revision = z.int();

/** Who may get what: the live table, the draft, its cases and its history. */
export function rulesRouter({ database, rules: engine, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const page = (shopId: string, viewer: string): Promise<RulesPage> =>
    rulesPage(database, { shopId, viewer, now: clock.now() }, engine);

  router.get('/rules', async (request, response) => {
    response.json(await page(shopOf(request), staffOf(response).id));
  });

  router.get('/rules/versions/:version', async (request, response) => {
    const version = parseInput(z.coerce.number().int().min(1), request.params.version, 'the version');
    response.json({
      version,
      table: tableOf(await rulesOfVersion(database, shopOf(request), version), engine),
    });
  });

  /** Tries a table as it stands in the editor, before it is saved. */
  router.post('/rules/lint', async (request, response) => {
    const table: RuleTable = readBody(z.object({ table: tableSchema }), request).table;
    const { rows } = await database.query<{ id: string }>(
      'select id from offers where shop_id = $1 order by id',
      [shopOf(request)],
    );
    response.json({
      problems: lintRules(
        jdmOf(table),
        engine,
        rows.map(({ id }) => id),
      ),
    });
  });

  router.post('/rules/draft', async (request, response) => {
    const { from } = readBody(z.object({ from: z.int().min(1) }), request);
    const by = staffOf(response).id;
    const shopId = shopOf(request);
    await database.transaction((tx) => beginDraft(tx, { shopId, from, by }, engine));
    response.status(201).json(await page(shopId, by));
  });

  router.put('/rules/draft', async (request, response) => {
    const { table, revision: seen } = readBody(z.object({ table: tableSchema, revision }), request);
    const by = staffOf(response).id;
    const shopId = shopOf(request);
    await database.transaction((tx) => saveDraft(tx, { shopId, revision: seen, table, by }, engine));
    response.json(await page(shopId, by));
  });

  router.delete('/rules/draft', async (request, response) => {
    const seen = parseInput(z.coerce.number().int(), request.query.revision, 'the revision');
    const by = staffOf(response).id;
    await database.transaction((tx) =>
      discardDraft(tx, { shopId: shopOf(request), revision: seen, by }, engine),
    );
    response.status(204).end();
  });

  router.post('/rules/publish', async (request, response) => {
    const body = readBody(z.object({ revision, reason: z.string().trim().max(500).default('') }), request);
    const by = staffOf(response).id;
    response.json(
      await database.transaction((tx) =>
        publishDraft(
          tx,
          { shopId: shopOf(request), revision: body.revision, reason: body.reason, by },
          engine,
        ),
      ),
    );
  });

  router.post('/rules/cases', async (request, response) => {
    const written = readBody(caseBody, request);
    const id = newId();
    const by = staffOf(response).id;
    await database.transaction((tx) => putRuleCase(tx, { ...written, id, shopId: shopOf(request), by }));
    response.status(201).json({ id });
  });

  router.put('/rules/cases/:id', async (request, response) => {
    const written = readBody(caseBody, request);
    const id = parseInput(idParameter, request.params.id, 'the id');
    const by = staffOf(response).id;
    await database.transaction((tx) => putRuleCase(tx, { ...written, id, shopId: shopOf(request), by }));
    response.status(204).end();
  });

  router.delete('/rules/cases/:id', async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    const by = staffOf(response).id;
    await database.transaction((tx) => removeRuleCase(tx, { shopId: shopOf(request), id, by }));
    response.status(204).end();
  });

  return router;
}
