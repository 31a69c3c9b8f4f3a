import { basename, join, resolve } from 'node:path';
import type { TextEvaluation } from '../../models/evaluation/evaluate-scores.ts';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import { readBy } from '../../models/runtime/linear-head.ts';
import { fitTextHead, type VectorRow } from '../../models/train/text/fit-text-head.ts';
import { writeTextModel } from '../../models/train/text/write-text-model.ts';
import { VectorCache } from '../../models/train/vector-cache.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import { openEncoder } from '../commands/open-encoder.ts';
import { readConfig } from '../config.ts';
import type { LabelledText } from '../labelled-texts.ts';
import type { Progress } from '../progress.ts';
import { type TextRowFlags, type TextRows, thresholdMayLose } from './text-rows.ts';

/** A head on what the shipped encoder makes of the texts: a minute for thousands of them, no cost per message in the chat. */
export async function trainFrozenTextModel(
  { train, development, source, labels }: TextRows,
  flags: TextRowFlags & { readonly out: string },
  progress: Progress,
): Promise<{ manifest: ArtefactManifest; development: TextEvaluation }> {
  const encoder = await openEncoder();
  try {
    const vectorsOf = await embedding(encoder, progress, train.length + development.length);
    const trained = await vectorRows(train, flags.outOfScope, vectorsOf);
    const measured = await vectorRows(development, flags.outOfScope, vectorsOf);
    vectorsOf.end();
    const step = progress.begin('Fitting');
    const result = fitTextHead(trained, measured, labels, thresholdMayLose);
    step.end();
    const { choice, termChoice } = result.fitted;
    const manifest = writeTextModel(
      resolve(flags.out),
      { ...result, ...result.fitted },
      {
        name: basename(resolve(flags.out)),
        dataFile: basename(flags.data),
        trainRows: train.length,
        encoderVersion: encoder.version,
        settings: {
          model: `multinomial logistic regression on the frozen sentence vector and first token${termChoice ? `, mixed with one on the terms of the text (share ${termChoice.share})` : ''}`,
          penalty: `L2 ${choice.l2}, by 3-fold cross-validation over the training rows`,
        },
        developmentSource: source,
      },
    );
    return { manifest, development: result.development };
  } finally {
    await encoder.close();
  }
}

/** Vectors by a cache, with one bar for all of them. */
async function embedding(
  { embedder, version }: Awaited<ReturnType<typeof openEncoder>>,
  progress: Progress,
  total: number,
) {
  const step = progress.begin(`Encoding ${total} texts`);
  let done = 0;
  const cache = new VectorCache(
    join(readConfig().MAINSTAY_HOME, 'vectors'),
    `${version}/both`,
    async (texts) => {
      const vectors: Float32Array[] = [];
      const piece = 256;
      for (let from = 0; from < texts.length; from += piece) {
        const encodings = await embedder.encodeMany(texts.slice(from, from + piece), 'query');
        vectors.push(...encodings.map((encoding) => readBy({ reads: 'both' }, encoding)));
        done += Math.min(piece, texts.length - from);
        step.at(done / total);
      }
      return vectors;
    },
  );
  return { of: (texts: readonly string[]) => cache.vectors('own-text', texts), end: () => step.end() };
}

async function vectorRows(
  rows: readonly LabelledText[],
  outOfScope: string | undefined,
  vectors: Awaited<ReturnType<typeof embedding>>,
): Promise<VectorRow[]> {
  const texts = rows.map(({ text }) => textAsServed(text));
  const all = await vectors.of(texts);
  return rows.map(({ label }, i) => ({
    text: texts[i]!,
    label: label === outOfScope ? null : label,
    vector: all[i]!,
  }));
}
