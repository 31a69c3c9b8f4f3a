import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServingKnowledge } from '../../adapters/llm/serving-knowledge.ts';
import { ModelWatch } from '../../app/model-watch.ts';
import type { Logger } from '../../core/logger.ts';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import { ServingModels } from '../../nlp/serving-models.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// One process through its life: the real models, under other versions of encoder and heads.
let db: TestDatabase;
let folder: string;
let models: ServingModels;
let knowledge: ServingKnowledge;
let watch: ModelWatch;
const told: { level: string; message: string }[] = [];

const inFolder = (name: string) => join(folder, name);
const start = (root?: string) =>
  startTextModels({ device: 'cpu', workers: 1, timeoutMs: 60_000, ...(root && { root }) });

/** The shipped artefacts under another version of the encoder, with heads that were made for it. */
function writeModels(name: string, encoderVersion: string): void {
  rmSync(inFolder(name), { recursive: true, force: true });
  for (const artefact of ['encoder', 'sentiment', 'topic', 'churn']) {
    const from = join(artefactRoot(), artefact);
    const manifest = JSON.parse(readFileSync(join(from, 'manifest.json'), 'utf8')) as ArtefactManifest;
    mkdirSync(join(inFolder(name), artefact), { recursive: true });
    for (const { path } of manifest.files)
      symlinkSync(join(from, path), join(inFolder(name), artefact, path));
    const changed =
      artefact === 'encoder'
        ? { ...manifest, version: encoderVersion }
        : { ...manifest, encoder: encoderVersion };
    writeFileSync(join(inFolder(name), artefact, 'manifest.json'), JSON.stringify(changed));
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mainstay-models-'));
  db = await createTestDatabase();
  await db.database.query(
    `insert into shops (id, name, currency, country, settings, identity_secret)
     values ('s', '{"en": "Shop", "zh": "店"}', 'GBP', 'GB', '{}', 'x')`,
  );
  await db.database.query(
    `insert into articles (shop_id, id, language, kind, title, body)
     values ('s', 'returns', 'en', 'policy', 'Returns', 'You may send anything back within 30 days.')`,
  );
  const log =
    (level: string): Logger['info'] =>
    (message) =>
      told.push({ level, message });
  const logger: Logger = { debug() {}, info: log('info'), warn: log('warn'), error: log('error') };
  models = new ServingModels(await start());
  knowledge = new ServingKnowledge({ database: db.database, logger }, models);
  await knowledge.refresh('s');
  watch = new ModelWatch({
    config: {
      MODELS_DIR: inFolder('models'),
      MODELS_TRIAL_DIR: inFolder('trial'),
      MODELS_TRIAL_SHARE: 0.3,
    },
    models,
    knowledge,
    database: db.database,
    logger,
    start,
  });
  symlinkSync(artefactRoot(), inFolder('models'));
}, 60_000);

afterAll(async () => {
  await watch?.stop();
  await models?.close();
  await db?.drop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const question = 'How many days do I have to send something back?';
const vectorsBy = async (version: string) =>
  (await db.database.query('select 1 from vectors where model_version = $1', [version])).rows.length;

async function answerTo(text: string, conversationId: string) {
  const understood = await models.understander.understand(text, { conversationId });
  const { language, vector, modelVersion, plainText } = understood;
  const [best] = await knowledge.retrieve({
    shopId: 's',
    language,
    vector,
    modelVersion,
    text: plainText,
    limit: 1,
  });
  return { modelVersion, ref: best?.ref };
}

test('what serves already is not taken again', async () => {
  const before = models.main;
  await watch.check();
  expect(models.main).toBe(before);
  expect(told).toEqual([]);
});

test('a new encoder reads all passages and then serves, and no message is lost meanwhile', async () => {
  const before = models.modelVersion;
  rmSync(inFolder('models'));
  writeModels('models', 'encoder-next');
  let checked = false;
  const taking = watch.check().then(() => {
    checked = true;
  });
  const answers: Awaited<ReturnType<typeof answerTo>>[] = [];
  for (let i = 0; !checked; i++)
    answers.push(...(await Promise.all([answerTo(question, `a${i}`), answerTo(question, `b${i}`)])));
  await taking;
  answers.push(await answerTo(question, 'after'));
  expect(models.modelVersion).toBe(before.replace(/^[^+]+/, 'encoder-next'));
  expect(new Set(answers.map(({ modelVersion }) => modelVersion))).toEqual(
    new Set([before, models.modelVersion]),
  );
  expect(new Set(answers.map(({ ref }) => ref))).toEqual(new Set(['returns']));
  // Those of both, of the article and its sentence: a way back costs nothing, and other processes may still read with the one before.
  expect([await vectorsBy('encoder-next'), await vectorsBy(before.split('+')[0]!)]).toEqual([2, 2]);
});

test('a broken folder is told once, and what serves goes on', async () => {
  const serving = models.main;
  told.length = 0;
  writeModels('models', 'encoder-broken');
  const path = join(inFolder('models'), 'topic', 'head.json');
  rmSync(path);
  writeFileSync(path, '{}');
  await watch.check();
  await watch.check();
  expect(told).toEqual([{ level: 'error', message: 'models are not taken; those before serve on' }]);
  expect(models.main).toBe(serving);
  expect((await answerTo(question, 'c')).ref).toBe('returns');
});

test('heads of another encoder are refused', async () => {
  told.length = 0;
  writeModels('models', 'encoder-later');
  const path = join(inFolder('models'), 'topic', 'manifest.json');
  cpSync(join(artefactRoot(), 'topic', 'manifest.json'), path);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as ArtefactManifest;
  writeFileSync(path, JSON.stringify({ ...manifest, encoder: 'encoder-of-old' }));
  await expect(start(inFolder('models'))).rejects.toThrow(
    /model "topic" in .* was trained on encoder-of-old, and encoder-later lies beside it: make both anew/,
  );
  writeModels('models', 'encoder-next');
});

test('a version on trial reads its share of the conversations, each conversation whole', async () => {
  const main = models.modelVersion;
  writeModels('trial', 'encoder-tried');
  await watch.check();
  const version = async (conversation: string) => (await answerTo(question, conversation)).modelVersion;
  const conversations = Array.from({ length: 60 }, (_, i) => `conversation ${i}`);
  const read: string[] = [];
  for (const conversation of conversations) read.push(await version(conversation));
  expect(new Set(read)).toEqual(new Set([main, models.trial!.models.modelVersion]));
  const share = read.filter((by) => by !== main).length / read.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.5);
  expect(await Promise.all(conversations.slice(0, 10).map(version))).toEqual(read.slice(0, 10));
  expect(await vectorsBy('encoder-tried')).toBe(2);
});

test('its folder removed ends the trial', async () => {
  rmSync(inFolder('trial'), { recursive: true });
  await watch.check();
  expect(models.trial).toBeNull();
  expect((await answerTo(question, 'conversation 3')).modelVersion).toBe(models.modelVersion);
});

test('vectors of an encoder that no process has read with for a week go', async () => {
  await db.database.query(
    `update serving_encoders set seen_at = now() - interval '8 days' where version = 'encoder-tried'`,
  );
  await knowledge.keepVectors();
  expect([await vectorsBy('encoder-tried'), await vectorsBy('encoder-next')]).toEqual([0, 2]);
});
