import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { tunedPrefixes } from '../../models/registry/manifest.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { exportSharedEncoder } from '../../models/train/shared-encoder/export-shared-encoder.ts';
import { detectLanguage } from '../../nlp/language/detect-language.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import { readConfig } from '../config.ts';
import { encodeAsServed } from '../encode-as-served.ts';
import { encoderRows } from '../encoder-rows.ts';
import { progressOn } from '../progress-on.ts';

interface Flags {
  run?: string;
  base: string;
  data: string;
  out: string;
}

/** `export encoder`: what `train encoder` made, as the program serves it. */
export function exportEncoderCommand(): Command {
  return new Command('encoder')
    .description(
      'Write what train encoder made as the program serves it: int8 encoder, calibrated heads, cards with development figures',
    )
    .requiredOption('--base <folder>', 'the folder that the run began with')
    .requiredOption('--data <folder>', 'folder of the public data sets, for the figures')
    .option('--run <folder>', 'the run (default: runs/encoder in MAINSTAY_HOME)')
    .option('--out <folder>', 'where the artefacts are written', artefactRoot())
    .action(exportEncoder);
}

async function exportEncoder(flags: Flags): Promise<void> {
  const progress = progressOn(process.stderr);
  const tokenizer = TextTokenizer.load(
    join(flags.base, 'tokenizer.json'),
    join(flags.base, 'tokenizer_config.json'),
    { prefixes: tunedPrefixes },
  );
  await exportSharedEncoder({
    run: resolve(flags.run ?? join(readConfig().MAINSTAY_HOME, 'runs', 'encoder')),
    base: { folder: flags.base, ...readEncoderFolder(flags.base) },
    rows: encoderRows(flags.data),
    target: resolve(flags.out),
    tokensOf: (text, kind) => tokenizer.encodeAs(kind, text),
    padToken: tokenizer.padToken,
    languageOf: (text) => detectLanguage(text).language,
    encodeBy: (root, texts) => encodeAsServed(root, texts, progress),
    report: (line) => process.stdout.write(`${line}\n`),
  });
  progress.close();
}
