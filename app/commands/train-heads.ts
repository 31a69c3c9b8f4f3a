import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { readBy } from '../../models/runtime/linear-head.ts';
import { type TrainHeadsOptions, trainHeads } from '../../models/train/heads/train-heads.ts';
import { trainReviewHeads } from '../../models/train/heads/train-review-heads.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { openEncoder } from './open-encoder.ts';

/** `train heads`: sentiment and topic on the frozen encoder. */
export function trainHeadsCommand(): Command {
  return headsCommand(
    'heads',
    'train the sentiment and topic heads on frozen vectors and write their artefacts',
    trainHeads,
    'sentence',
  );
}

/** `train review-heads`: aspect and sentiment of clauses of reviews on the frozen encoder. */
export function trainReviewHeadsCommand(): Command {
  return headsCommand(
    'review-heads',
    'train the heads that read reviews (aspect, review-sentiment) on frozen vectors and write their artefacts',
    trainReviewHeads,
    'both',
  );
}

function headsCommand(
  name: string,
  description: string,
  train: (options: TrainHeadsOptions) => Promise<void>,
  reads: 'sentence' | 'both',
): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--data <folder>', 'folder of the public data sets, one folder each (models/train/sets)')
    .option('--out <folder>', 'where artefacts are written', artefactRoot())
    .option('--cache <folder>', 'where sentence vectors are kept', join(tmpdir(), 'mainstay-vectors'))
    .action(async (options: { data: string; out: string; cache: string }) => {
      const { embedder, version, close } = await openEncoder();
      try {
        await train({
          dataFolder: options.data,
          target: options.out,
          cache: new VectorCache(options.cache, `${version}/${reads}`, async (texts) =>
            (await embedder.encodeMany(texts, 'query')).map((encoding) => readBy({ reads }, encoding)),
          ),
          asServed: textAsServed,
          encoderVersion: version,
          report: (line) => console.log(line),
        });
      } finally {
        await close();
      }
    });
}
