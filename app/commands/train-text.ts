import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { trainHeads } from '../../models/train/heads/train-heads.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { writeEncoderArtefact } from '../../models/train/write-encoder-artefact.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { openEncoder } from './open-encoder.ts';

/** `train encoder`: the int8 encoder from a Hugging Face folder. */
export function trainEncoderCommand(): Command {
  return new Command('encoder')
    .description('quantise a base encoder to int8 and write its artefact')
    .requiredOption('--base <folder>', 'folder with model.safetensors, config.json and tokenizer.json')
    .option('--out <folder>', 'where artefacts are written', artefactRoot())
    .action((options: { base: string; out: string }) => {
      const { version, files } = writeEncoderArtefact(options.base, join(options.out, 'encoder'));
      for (const { path, bytes } of files) console.log(`${path}: ${(bytes / 1e6).toFixed(1)} MB`);
      console.log(version);
    });
}

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
