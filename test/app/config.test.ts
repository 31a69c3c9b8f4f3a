import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsTable } from '../../app/commands/settings.ts';
import { readConfig } from '../../app/config.ts';

test('an empty environment gives the defaults of a laptop', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    DEMO_SHOP: true,
  });
  expect(config.DATABASE_URL).toBeUndefined();
});

test('every wrong setting is named in one error', () => {
  const wrong = { PORT: 'http', MODEL_DEVICE: 'tpu', DATABASE_URL: 'mysql://x', TOKEN_SECRET: 'short' };
  expect(() => readConfig(wrong)).toThrow(/PORT.*whole number/);
  for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(name);
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '', LLM_BASE_URL: '' })).toMatchObject({ PORT: 3000 });
});

test('the documentation lists the settings as they are', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toContain(settingsTable());
});
