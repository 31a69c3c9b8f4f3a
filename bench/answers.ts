import { readFileSync } from 'node:fs';
import { readConfig } from '../app/config.ts';
import { openTerminalBot, type TerminalBot } from '../app/terminal-conversation.ts';
import { newId } from '../core/ids.ts';
import { silentLogger } from '../core/logger.ts';

/**
 * Prints, as Markdown, what the bot answers to the sixty messages of test/fixtures: each alone in a fresh conversation
 * of the demo shop's loyal shopper of its language. The second table of docs/understanding.md.
 * Usage: MAINSTAY_HOME=FOLDER npx tsx bench/answers.ts
 */
interface UnseenMessage {
  readonly text: string;
  readonly language: 'en' | 'zh';
}

const longest = 140;
const shorten = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

const bot = await openTerminalBot(readConfig(), silentLogger);
for (const language of ['en', 'zh'] as const) {
  const lines = readFileSync(
    new URL(`../test/fixtures/sixty-messages.${language}.jsonl`, import.meta.url),
    'utf8',
  );
  console.log(`\n### ${language === 'en' ? 'English' : 'Chinese'}\n`);
  console.log('| message | what the bot said | with |\n|---|---|---|');
  for (const line of lines.split('\n').filter((text) => text.trim() !== '')) {
    const { text } = JSON.parse(line) as UnseenMessage;
    const { said, extras } = await ask(bot, text, language === 'en' ? 'demo-loyal' : 'demo-loyal-zh');
    console.log(`| ${cell(text)} | ${cell(shorten(said))} | ${extras} |`);
  }
}

await bot.close();

async function ask(
  { converse }: TerminalBot,
  text: string,
  as: string,
): Promise<{ said: string; extras: string }> {
  const conversation = await converse({ shop: 'demo', as });
  await conversation.send({ type: 'event', name: 'mainstay/open', clientActivityId: newId() });
  const replies = await conversation.send({ type: 'message', text, clientActivityId: newId() });
  const cards = replies.flatMap(({ channelData }) => {
    const extras = (channelData as { mainstay?: { cards?: { kind: string }[] } } | undefined)?.mainstay;
    return extras?.cards?.map(({ kind }) => `${kind} card`) ?? [];
  });
  const choices = replies.flatMap(({ suggestedActions }) =>
    ((suggestedActions as { actions?: { title: string }[] } | undefined)?.actions ?? []).map(
      ({ title }) => `“${title}”`,
    ),
  );
  return {
    said: replies.map((reply) => reply.text ?? '').join(' / '),
    extras: [...new Set(cards), ...choices.slice(0, 4)].join(', ') || '–',
  };
}
