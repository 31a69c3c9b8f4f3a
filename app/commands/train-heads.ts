import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { trainHeads } from '../../models/train/heads/train-heads.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { openEncoder } from './open-encoder.ts';

/** `train heads`: sentiment and topic on the frozen encoder. */
export function trainHeadsCommand(): Command {
  return new Command('heads')
    .description('train the sentiment and topic heads on frozen vectors and write their artefacts')
    .requiredOption('--data <folder>', 'folder of the public data sets, one folder each (models/train/sets)')
    .option('--out <folder>', 'where artefacts are written', artefactRoot())
    .option('--cache <folder>', 'where sentence vectors are kept', join(tmpdir(), 'mainstay-vectors'))
    .action(async (options: { data: string; out: string; cache: string }) => {
      const { embedder, version, close } = await openEncoder();
      try {
        await trainHeads({
          dataFolder: options.data,
          target: options.out,
          cache: new VectorCache(options.cache, version, (texts) => embedder.embedMany(texts, 'query')),
          asServed: textAsServed,
          encoderVersion: version,
          report: (line) => console.log(line),
        });
      } finally {
        await close();
      }
    });
}
