import { cpSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { labelledMessages } from '../../adapters/postgres/labelled-messages.ts';
import { BadInputError } from '../../core/errors.ts';
import { topicLabels } from '../../core/words.ts';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { openTextClassifier } from '../../models/registry/open-text-classifier.ts';
import { learnShopTopics } from '../../models/train/shop-topics/learn-shop-topics.ts';
import type { PairedAccuracy } from '../../models/train/shop-topics/paired-accuracy.ts';
import { type ShopLabel, shopTopicRows } from '../../models/train/shop-topics/shop-topic-rows.ts';
import { detectLanguage } from '../../nlp/language/detect-language.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { readConfig } from '../config.ts';
import { encodeAsServed } from '../encode-as-served.ts';
import { type LabelledTextFlags, labelledTexts } from '../labelled-texts.ts';
import { progressOn } from '../progress-on.ts';
import { openCommandDatabase } from './open-command-database.ts';

interface Flags extends LabelledTextFlags {
  shop?: string;
  file?: string;
  out: string;
  json?: boolean;
}

/** Fewer say nothing of a shop. */
const fewestLabels = 30;

const help = `
Examples:
  mainstay train topics --shop demo --out ./models-2
  mainstay train topics --file labelled.csv --text text --label topic --out ./models-2

Learns what messages mean from the project's messages and from yours: those that people labelled on the console's page
Service, or a file. One in five of yours is kept out, and the head is held against the one that serves on these.
The folder holds all that reads messages: MODELS_TRIAL_DIR=./models-2 lets it read a tenth of the conversations beside
what serves, MODELS_DIR=./models-2 all of them.`;

/** `train topics`: the bot's topics from what a shop's people said of its own messages. */
export function trainTopicsCommand(): Command {
  return new Command('topics')
    .description('Teach the bot what your shoppers mean, from messages that people labelled')
    .option('--shop <id>', 'the shop whose labelled messages are taken')
    .option('--file <file>', 'labelled messages from a file instead (CSV, TSV or JSON lines)')
    .option('--text <column>', 'with --file: the column of the texts')
    .option('--label <column>', 'with --file: the column of the topics')
    .option('--map <pairs>', 'with --file: other names of topics, as old=new,...')
    .requiredOption('--out <folder>', 'where the models are written; a new folder')
    .option('--json', 'print the comparison as one JSON object')
    .addHelpText('after', help)
    .action(trainTopics);
}

async function trainTopics(flags: Flags): Promise<void> {
  const target = resolve(flags.out);
  if (existsSync(target))
    throw new BadInputError(`"${flags.out}" is there already: give --out a folder of another name`);
  const labels = await shopLabels(flags);
  if (labels.length < fewestLabels)
    throw new BadInputError(
      `${labels.length} messages have a topic; ${fewestLabels} are the fewest to learn from: label more on the console's page Service`,
    );
  const root = readConfig().MODELS_DIR ?? artefactRoot();
  const rows = shopTopicRows(labels, textAsServed);
  const texts = [...new Set(rows.map(({ text }) => text))];
  const progress = progressOn(process.stderr);
  try {
    const encodings = await encodeAsServed(root, texts, progress);
    cpSync(root, target, { recursive: true, dereference: true });
    const { head, terms, version } = openTextClassifier('topic', root);
    const fitting = progress.begin('fitting, which takes minutes');
    const report = learnShopTopics({
      rows,
      encodingOf: new Map(texts.map((text, i) => [text, encodings[i]!])),
      serving: { head, ...(terms && { terms }) },
      encoder: openArtefact('encoder', root).manifest,
      languageOf: (text) => detectLanguage(text).language,
      target,
    });
    fitting.end();
    const learnt = openArtefact('topic', target).manifest.version;
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ before: version, after: learnt, labels: labels.length, ...report, folder: target }, null, 2)}\n`
        : `${version} -> ${learnt}, with ${labels.length} messages of the shop\n${line('your messages, kept out', report.shop)}${line('messages of the project', report.project)}Written to ${target}; try it beside what serves: MODELS_TRIAL_DIR=${flags.out}\n`,
    );
  } finally {
    progress.close();
  }
}

async function shopLabels(flags: Flags): Promise<ShopLabel[]> {
  if (flags.file !== undefined) return labelsOfFile(flags.file, flags);
  if (flags.shop === undefined)
    throw new BadInputError('--shop ID or --file FILE says whose messages to learn from');
  const { database, close } = await openCommandDatabase();
  try {
    const labels: ShopLabel[] = [];
    for (let after: string | undefined; ; ) {
      const page = await labelledMessages(database, flags.shop, { limit: 1_000, after });
      labels.push(...page.rows);
      if (page.next === null) return labels;
      after = page.next;
    }
  } finally {
    await close();
  }
}

async function labelsOfFile(file: string, flags: Flags): Promise<ShopLabel[]> {
  const rows = await labelledTexts(file, flags);
  const wrong = rows.find(({ label }) => !(topicLabels as readonly string[]).includes(label));
  if (wrong)
    throw new BadInputError(
      `"${file}", line ${wrong.line}: "${wrong.label}" is no topic; ${topicLabels.join(', ')} would be right (--map old=new renames)`,
    );
  return rows.map(({ text, label }) => ({ text, topic: label }));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const signed = (share: number) => `${share < 0 ? '' : '+'}${(100 * share).toFixed(1)}`;

function line(what: string, { rows, before, after, difference, lower, upper }: PairedAccuracy): string {
  return `${what.padEnd(25)} ${String(rows).padStart(5)}: ${percent(before)} -> ${percent(after)}, ${signed(difference)} points [${signed(lower)}, ${signed(upper)}]\n`;
}
