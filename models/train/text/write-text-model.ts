import type { TextEvaluation } from '../../evaluation/evaluate-scores.ts';
import { encodeHead } from '../../registry/head-file.ts';
import { type ArtefactManifest, tunedPrefixes } from '../../registry/manifest.ts';
import { encodeTermHead } from '../../registry/term-head-file.ts';
import { writeArtefact } from '../../registry/write-artefact.ts';
import type { LinearHead } from '../../runtime/linear-head.ts';
import type { TermHead } from '../../runtime/term-head.ts';
import { type TextModelFacts, textModelCard } from './text-model-card.ts';

export interface TextModelParts {
  readonly head: LinearHead;
  readonly terms?: TermHead;
  readonly outOfScopeThreshold: number | null;
  readonly development: TextEvaluation;
}

/**
 * Writes a classifier's folder: head, terms, manifest and card.
 * @param ownEncoder where it was tuned: its files, the tokenizer's among them where it is not the shipped one.
 */
export function writeTextModel(
  folder: string,
  { head, terms, outOfScopeThreshold, development }: TextModelParts,
  facts: Omit<TextModelFacts, 'development'>,
  ownEncoder?: Readonly<Record<string, Uint8Array>>,
): ArtefactManifest {
  return writeArtefact(
    folder,
    {
      'head.json': encodeHead(head),
      ...(terms ? { 'terms.json': encodeTermHead(terms) } : {}),
      ...ownEncoder,
    },
    {
      name: facts.name,
      labels: head.labels,
      ...(ownEncoder ? { prefixes: tunedPrefixes } : { encoder: facts.encoderVersion }),
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
