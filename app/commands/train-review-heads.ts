import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { readBy } from '../../models/runtime/linear-head.ts';
import { trainReviewHeads } from '../../models/train/heads/train-review-heads.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { openEncoder } from './open-encoder.ts';

/** `train review-heads`: aspect and sentiment of clauses of reviews, on the encoder as it is. */
export function trainReviewHeadsCommand(): Command {
  return new Command('review-heads')
    .description(
      'train the heads that read reviews (aspect, review-sentiment) on the encoder as it is and write their artefacts',
    )
    .requiredOption('--data <folder>', 'folder of the public data sets, one folder each (models/train/sets)')
    .option('--out <folder>', 'where artefacts are written', artefactRoot())
    .option('--cache <folder>', 'where sentence vectors are kept', join(tmpdir(), 'mainstay-vectors'))
    .action(async (options: { data: string; out: string; cache: string }) => {
      const { embedder, version, close } = await openEncoder();
      try {
        await trainReviewHeads({
          dataFolder: options.data,
          target: options.out,
          cache: new VectorCache(options.cache, `${version}/both`, async (texts) =>
            (await embedder.encodeMany(texts, 'query')).map((encoding) =>
              readBy({ reads: 'both' }, encoding),
            ),
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
