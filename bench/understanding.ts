import { readFileSync } from 'node:fs';
import { sentimentLabels, topicLabels } from '../core/words.ts';
import { evaluate } from '../models/train/evaluate.ts';
import { startTextModels } from '../nlp/text-models.ts';

/**
 * Prints, as Markdown, what the models make of sixty messages of test/fixtures that nothing was trained on: the tables of
 * docs/understanding.md. Usage: npx tsx bench/understanding.ts [sixty-later-messages]
 */
interface UnseenMessage {
  readonly text: string;
  /** Several where more than one is right. */
  readonly topic: string | readonly string[];
  readonly sentiment: string | readonly string[];
  readonly language: 'en' | 'zh';
}

const set = process.argv[2] ?? 'sixty-messages';
const messages = (['en', 'zh'] as const).flatMap((language) =>
  readFileSync(new URL(`../test/fixtures/${set}.${language}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as UnseenMessage),
);
const models = await startTextModels({ device: 'cpu', workers: 1 });
const rows = await Promise.all(
  messages.map(async (message) => ({
    message,
    understood: await models.understander.understand(message.text),
  })),
);
await models.close();

for (const language of ['en', 'zh'] as const) {
  const ofLanguage = rows.filter(({ message }) => message.language === language);
  console.log(`\n## ${language === 'en' ? 'English' : 'Chinese'}\n`);
  console.log('| message | language | topic | expected | sentiment | expected |\n|---|---|---|---|---|---|');
  for (const { message, understood } of ofLanguage) {
    const cells = [
      message.text.replaceAll('|', '\\|').replace(/\s+/g, ' '),
      understood.languageSupported ? understood.language : 'not spoken',
      judged(understood.topic, message.topic),
      list(message.topic).join(' or '),
      judged(understood.sentiment, message.sentiment),
      list(message.sentiment).join(' or '),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const topic = figures(
    ofLanguage.map(({ message, understood }) => [message.topic, understood.topic.label]),
    topicLabels,
  );
  const mood = figures(
    ofLanguage.map(({ message, understood }) => [message.sentiment, understood.sentiment.label]),
    sentimentLabels,
  );
  console.log(`\nTopic ${topic}; sentiment ${mood}.`);
}
console.log(`\nModels: ${models.modelVersion}.`);

/** Bold where it is wrong. */
function judged(
  { label, probabilities }: { label: string; probabilities: Readonly<Record<string, number>> },
  expected: string | readonly string[],
): string {
  const said = `${label} (${probabilities[label]!.toFixed(2)})`;
  return list(expected).includes(label) ? said : `**${said}**`;
}

function figures(
  pairs: readonly (readonly [string | readonly string[], string])[],
  labels: readonly string[],
): string {
  const resolved = pairs.map(([expected, predicted]) => {
    const allowed = list(expected);
    return { truth: allowed.includes(predicted) ? predicted : allowed[0]!, predicted };
  });
  const { accuracy, macroF1, rows: count } = evaluate(labels, resolved);
  return `${Math.round(accuracy * count)} of ${count} right (macro-F1 ${macroF1.toFixed(2)})`;
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
