import type { ArtefactManifest } from '../../registry/manifest.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import type { LinearHead } from '../../runtime/linear-head.ts';
import type { FittedTextHead } from './fit-text-head.ts';
import { type TextModelFacts, textModelCard } from './text-model-card.ts';

/** Writes a classifier's folder: head, terms, its own encoder where it was tuned, manifest and card. */
export function writeTextModel(
  folder: string,
  { fitted, outOfScopeThreshold, development }: FittedTextHead,
  facts: Omit<TextModelFacts, 'development'>,
  ownEncoder?: Uint8Array,
): ArtefactManifest {
  const { head, terms } = fitted;
  return writeArtefact(
    folder,
    {
      'head.json': `${JSON.stringify(rounded(head))}\n`,
      ...(terms ? { 'terms.json': encodeTermHead(terms) } : {}),
      ...(ownEncoder ? { 'encoder.int8.onnx': ownEncoder } : {}),
    },
    {
      name: facts.name,
      labels: head.labels,
      ...(ownEncoder ? {} : { encoder: facts.encoderVersion }),
      data: [{ name: facts.dataFile, licence: 'its owner’s', rows: facts.trainRows }],
      licence: 'of whoever trained it',
      attribution: `trained by mainstay train text on ${facts.encoderVersion}`,
      metrics: {
        developmentRows: development.rows,
        developmentAccuracy: development.accuracy,
        developmentMacroF1: development.macroF1,
        ...(outOfScopeThreshold === null ? {} : { outOfScopeThreshold }),
      },
    },
    textModelCard({ ...facts, development }),
  );
}

function rounded(head: LinearHead): LinearHead {
  const short = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(6)));
  return { ...head, weights: short(head.weights), bias: short(head.bias) };
}
