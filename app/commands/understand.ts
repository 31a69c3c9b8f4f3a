import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { BadInputError } from '../../core/errors.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import type { Understanding } from '../../nlp/understanding.ts';

/** `understand "TEXT" | --file FILE`: what the models make of messages, without a database. */
export function understandCommand(): Command {
  return new Command('understand')
    .description('print what the models make of a message, or of each line of a file')
    .argument('[text]', 'the message')
    .option('--file <file>', 'one message a line')
    .option('--json', 'one JSON line a message')
    .action(async (text: string | undefined, options: { file?: string; json?: boolean }) => {
      const messages = messagesOf(text, options.file);
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
