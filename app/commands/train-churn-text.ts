import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import {
  buildLaboratoryWorld,
  type LabelledConversation,
} from '../../adapters/laboratory/laboratory-world.ts';
import type { ShopperHistory } from '../../adapters/laboratory/past-conversations.ts';
import { BadInputError } from '../../core/errors.ts';
import { topicLabels } from '../../core/words.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { writeFusion } from '../../models/train/write-fusion.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import { churnFactsOfHistory } from '../../retention/churn/churn-facts-of-history.ts';
import { churnFeatures } from '../../retention/churn/churn-features.ts';
import { type TextExample, type TextTrial, tryChurnText } from '../../retention/churn/text-trial.ts';
import { momentOf } from '../../retention/laboratory/calendar.ts';
import { type WorldName, worldNames, worlds } from '../../retention/laboratory/world.ts';
import { progressOn } from '../progress-on.ts';
import { wholeFrom } from './whole-from.ts';

interface Flags {
  world: WorldName;
  seed: string;
  shoppers: number;
  conversations: number;
  cache: string;
  out?: string;
  json?: boolean;
}

/** Conversations from here on are tried on; those for fitting have their whole horizon before it. */
const trialFromDay = -180;
const horizonDays = 90;

/** `train churn-text`: does what shoppers write tell who leaves, beyond what they do? On simulated conversations. */
export function trainChurnTextCommand(): Command {
  return new Command('churn-text')
    .description(
      'Learn leaving from the text of simulated conversations and report behaviour only, text only and both, on later weeks and unseen shoppers with other phrasings',
    )
    .addOption(
      new Option('--world <name>', 'which laboratory world').choices(worldNames).default('heterogeneous'),
    )
    .option('--seed <text>', 'seed of the laboratory', 'laboratory')
    .option('--shoppers <n>', 'shoppers of the laboratory', wholeFrom(500), 13_000)
    .option(
      '--conversations <n>',
      'at most so many for fitting, and half as many for trying',
      wholeFrom(200),
      6_000,
    )
    .option('--cache <folder>', 'where sentence vectors are kept', join(tmpdir(), 'mainstay-vectors'))
    .option(
      '--out <folder>',
      'write the fusion there when it beats behaviour alone (models/artefacts of this installation serves it)',
    )
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', '\nExample: mainstay train churn-text --conversations 2000')
    .action(trainChurnText);
}

async function trainChurnText(flags: Flags): Promise<void> {
  const progress = progressOn(process.stderr);
  const drawing = progress.begin('drawing the laboratory');
  const { conversations, histories } = buildLaboratoryWorld(
    flags.seed,
    worlds[flags.world],
    flags.shoppers,
    Number.POSITIVE_INFINITY,
  );
  drawing.end();
  const labelled = conversations.filter(({ ordered }) => ordered !== null);
  const fitting = labelled
    .filter(({ part, day }) => part === 'train' && day + horizonDays <= trialFromDay)
    .slice(-flags.conversations);
  const trying = labelled
    .filter(({ part, day }) => part === 'test' && day >= trialFromDay)
    .slice(-Math.ceil(flags.conversations / 2));
  if (fitting.length < 200 || trying.length < 100)
    throw new BadInputError(
      `${fitting.length} conversations to fit on and ${trying.length} to try on are too few; more --shoppers would be right`,
    );
  const reading = progress.begin('reading conversations');
  const models = await startTextModels();
  try {
    const read = async (texts: readonly string[], from: number, all: number): Promise<Float32Array[]> => {
      let done = 0;
      return Promise.all(
        texts.map(async (text) => {
          const { leaving, sentiment, topic } = await models.understander.understand(text);
          if (leaving === null)
            throw new BadInputError(
              'the models that serve do not read leaving from text: there is no model "churn"',
            );
          reading.at((from + ++done) / all);
          const { positive, negative } = sentiment.probabilities;
          return Float32Array.of(leaving, positive - negative, topicLabels.indexOf(topic.label));
        }),
      );
    };
    const total = [...fitting, ...trying].reduce((sum, { messages }) => sum + messages.length, 0);
    let before = 0;
    const cache = new VectorCache(flags.cache, models.modelVersion, async (texts) => {
      const vectors: Float32Array[] = [];
      // A few at a time: the queue of the workers is short.
      for (let at = 0; at < texts.length; at += 16)
        vectors.push(...(await read(texts.slice(at, at + 16), before + at, total)));
      before += texts.length;
      return vectors;
    });
    const examples = async (rows: readonly LabelledConversation[]) => {
      const vectors = await cache.vectors(
        'churn-signs',
        rows.flatMap(({ messages }) => messages),
      );
      let next = 0;
      return rows.flatMap((row): TextExample[] => {
        const own = vectors.slice(next, next + row.messages.length);
        next += row.messages.length;
        const example = exampleOf(row, histories.get(row.shopper)!, own);
        return example ? [example] : [];
      });
    };
    const [fitted, tried] = [await examples(fitting), await examples(trying)];
    reading.end();
    const { trial, network } = tryChurnText(fitted, tried);
    if (flags.out !== undefined && trial.ships)
      writeFusion({
        target: resolve(flags.out),
        network,
        trial,
        encoderVersion: models.encoderVersion,
        drawnFrom: `${flags.world}, seed ${flags.seed}`,
      });
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ simulated: true, world: flags.world, seed: flags.seed, encoder: models.modelVersion, ...trial })}\n`
        : `${trialText(trial)}${flags.out !== undefined && trial.ships ? `Written to ${join(flags.out, 'fusion')}\n` : ''}`,
    );
  } finally {
    progress.close();
    await models.close();
  }
}

function exampleOf(
  { shopper, day, ordered }: LabelledConversation,
  history: ShopperHistory,
  read: readonly Float32Array[],
): TextExample | null {
  const orders = history.orders.map((order) => ({ ...order, byOffer: order.by === 'offer' }));
  const facts = churnFactsOfHistory(shopper, orders, history.visitDays, day, momentOf(day));
  if (!facts) return null;
  const signs = {
    leaving: read.map(([leaving]) => leaving!),
    sentimentScores: read.map(([, mood]) => mood!),
    topics: read.map(([, , topic]) => topicLabels[topic!]!),
  };
  return {
    shopper,
    behaviour: churnFeatures.map((feature) => feature.of(facts)),
    signs,
    churned: !ordered,
  };
}

function trialText(trial: TextTrial): string {
  const line = (name: string, { auc, brier, confusion }: TextTrial['fused']) => {
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
    const counts = [truePositives, falsePositives, falseNegatives, trueNegatives];
    return `${name.padEnd(34)}${auc.toFixed(4)}  ${brier.toFixed(4)}  ${counts.map((count) => String(count).padStart(14)).join('')}`;
  };
  const above = (name: string, { difference, low, high }: TextTrial['fusedAboveBehaviour']) =>
    `${name}: ${difference.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
  const { fittedOn, triedOn } = trial;
  return `${[
    'Simulated conversations; leaving means no order within 90 days.',
    `fitted on ${fittedOn.rows} conversations of ${fittedOn.shoppers} shoppers; tried on ${triedOn.rows} later ones of ${triedOn.shoppers} other shoppers in other phrasings, ${(100 * triedOn.churnRate).toFixed(1)} % left`,
    '',
    `${''.padEnd(34)}AUC     Brier     ${['told, left', 'told, stayed', 'missed', 'rest'].map((name) => name.padStart(14)).join('')}`,
    line('behaviour only', trial.behaviour),
    line('text only', trial.text),
    line('both, by a network', trial.fused),
    line('behaviour and the stated rule', trial.rule),
    '',
    'AUC differences, 95 % intervals paired over shoppers',
    above('both above behaviour', trial.fusedAboveBehaviour),
    above('stated rule above behaviour', trial.ruleAboveBehaviour),
    above('both above the stated rule', trial.fusedAboveRule),
    trial.ships
      ? 'the fusion beats behaviour alone'
      : 'the fusion does not beat behaviour alone: it must not ship',
  ].join('\n')}\n`;
}
