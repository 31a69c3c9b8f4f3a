import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildLaboratoryWorld } from '../../../adapters/laboratory/laboratory-world.ts';
import { chinesePhrases } from '../../../adapters/laboratory/phrases/chinese.ts';
import { englishPhrases } from '../../../adapters/laboratory/phrases/english.ts';
import { writeLaboratoryTables } from '../../../adapters/laboratory/write-tables.ts';
import { readTable } from '../../../adapters/table-file/read-table.ts';
import { worlds } from '../../../retention/laboratory/world.ts';

const built = buildLaboratoryWorld('words', undefined, 1_200);

test('shoppers and wordings of training and trial are disjoint', () => {
  const of = (part: string) => built.conversations.filter((conversation) => conversation.part === part);
  const shoppers = (part: string) => new Set(of(part).map(({ shopper }) => shopper));
  const trained = shoppers('train');
  for (const shopper of shoppers('test')) expect(trained.has(shopper)).toBe(false);
  // Pieces without alternatives can be looked for as they are; long ones do not come about by chance.
  for (const { farewells } of [englishPhrases, chinesePhrases])
    for (const [i, piece] of farewells.entries()) {
      const wrong = of(i % 2 === 0 ? 'test' : 'train').filter(({ messages }) =>
        messages.join().includes(piece),
      );
      expect(wrong).toEqual([]);
    }
});

test('messages are many and whole', () => {
  const messages = built.conversations.flatMap((conversation) => conversation.messages);
  expect(new Set(messages).size).toBeGreaterThan(0.9 * messages.length);
  for (const message of messages) {
    expect(message).not.toMatch(/[{}|]|undefined/);
    expect(message.length).toBeGreaterThan(0);
  }
});

test('words follow the mood and tell of leaving, noisily', () => {
  const labelled = built.conversations.filter(({ ordered }) => ordered !== null);
  const left = (rows: typeof labelled) => rows.filter(({ ordered }) => !ordered).length / rows.length;
  const angry = labelled.filter(({ truth }) => truth.tone === 'furious');
  const warm = labelled.filter(({ truth }) => truth.tone === 'warm' || truth.tone === 'plain');
  expect(left(angry)).toBeGreaterThan(left(warm));
  const leaving = labelled.filter(({ truth }) => truth.topic === 'leaving');
  expect(left(leaving)).toBeGreaterThan(left(labelled));
  expect(left(leaving)).toBeLessThan(0.75);
});

test('its tables can be read, and the truth stays in its own file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laboratory-'));
  try {
    const written = await writeLaboratoryTables(folder, 'words', worlds.heterogeneous, built, () => {});
    const campaign = await readTable(join(folder, 'campaign.csv'));
    expect(campaign.rowCount).toBe(written['campaign.csv']);
    expect(campaign.columns).toEqual(expect.arrayContaining(['shopper', 'action', 'propensity', 'margin']));
    const orders = await readTable(join(folder, 'orders.csv'));
    expect(orders.rowCount).toBe(written['orders.csv']);
    const talk = await readFile(join(folder, 'conversations.jsonl'), 'utf8');
    expect(talk.trim().split('\n')).toHaveLength(built.conversations.length);
    expect(talk).not.toMatch(/grudge|tone|topic/);
    expect(await readFile(join(folder, 'truth.jsonl'), 'utf8')).toMatch(/sensitivity/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
