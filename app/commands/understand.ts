import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { BadInputError } from '../../core/errors.ts';
import { openTextClassifier } from '../../models/registry/open-text-classifier.ts';
import { TextClassifier } from '../../nlp/text-classifier.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import type { Understanding } from '../../nlp/understanding.ts';

interface Options {
  file?: string;
  model?: string;
  json?: boolean;
}

/** `understand "TEXT" | --file FILE`: what the models make of messages, without a database. */
export function understandCommand(): Command {
  return new Command('understand')
    .description('print what the models make of a message, or of each line of a file')
    .argument('[text]', 'the message')
    .option('--file <file>', 'one message a line')
    .option(
      '--model <folder>',
      'a classifier of your own (mainstay train text), instead of the chat’s models',
    )
    .option('--json', 'one JSON line a message')
    .action(async (text: string | undefined, options: Options) => {
      const messages = messagesOf(text, options.file);
      if (options.model !== undefined) return classify(messages, options.model, options.json ?? false);
      const models = await startTextModels({ device: 'cpu', workers: 1 });
      try {
        // The first run of a session is slow; its time would be taken for the model's.
        await models.understander.understand('hello');
        for (const message of messages) {
          const understanding = await models.understander.understand(message);
          console.log(options.json ? jsonLine(message, understanding) : inWords(message, understanding));
        }
      } finally {
        await models.close();
      }
    });
}

/** Labels by a classifier that a shop trained; a text below its threshold is out of scope. */
async function classify(messages: readonly string[], model: string, json: boolean): Promise<void> {
  const files = openTextClassifier(model);
  const classifier = await TextClassifier.start(files);
  try {
    await classifier.score('hello');
    for (const text of messages) {
      const { probabilities, milliseconds } = await classifier.score(text);
      const highest = Math.max(...probabilities);
      const inScope = highest >= (files.outOfScopeThreshold ?? 0);
      const label = inScope ? classifier.labels[probabilities.indexOf(highest)]! : null;
      const byLabel = Object.fromEntries(classifier.labels.map((name, i) => [name, probabilities[i]!]));
      console.log(
        json
          ? JSON.stringify({
              text,
              label,
              probabilities: byLabel,
              milliseconds: Number(milliseconds.toFixed(3)),
            })
          : `${text}\n  ${label ?? 'out of scope'} ${(100 * highest).toFixed(0)} %; ${milliseconds.toFixed(1)} ms`,
      );
    }
  } finally {
    await classifier.close();
  }
}

function messagesOf(text: string | undefined, file: string | undefined): string[] {
  if (text !== undefined && file === undefined) return [text];
  if (text === undefined && file !== undefined) {
    try {
      return readFileSync(file, 'utf8')
        .replace(/^\ufeff/, '')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '');
    } catch (cause) {
      throw new BadInputError(`the file ${file} cannot be read; give a text file with one message a line`, {
        cause,
      });
    }
  }
  throw new BadInputError('give one message as TEXT, or --file FILE with one message a line');
}

function jsonLine(text: string, { language, sentiment, topic, milliseconds }: Understanding): string {
  return JSON.stringify({ text, language, sentiment, topic, milliseconds: Number(milliseconds.toFixed(3)) });
}

function inWords(
  text: string,
  { language, languageSupported, sentiment, topic, milliseconds }: Understanding,
): string {
  const share = ({ label, probabilities }: { label: string; probabilities: Record<string, number> }) =>
    `${label} ${(100 * probabilities[label]!).toFixed(0)} %`;
  const spoken = languageSupported ? language : `not spoken here, answered in ${language}`;
  return `${text}\n  language ${spoken}; sentiment ${share(sentiment)}; topic ${share(topic)}; ${milliseconds.toFixed(1)} ms`;
}
