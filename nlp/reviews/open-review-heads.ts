import { ModelArtefactError } from '../../core/errors.ts';
import { aspectLabels, sentimentLabels } from '../../core/words.ts';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { openTextClassifier, type TextClassifierFiles } from '../../models/registry/open-text-classifier.ts';
import { readingRules, reviewModels } from './review-models.ts';

export interface ReviewHeads {
  readonly aspect: Pick<TextClassifierFiles, 'head' | 'terms'>;
  readonly sentiment: Pick<TextClassifierFiles, 'head' | 'terms'>;
  /** Of encoder, heads and rules together. */
  readonly version: string;
}

/** @throws ModelArtefactError when a head is missing, changed, of another encoder, or speaks in other labels. */
export function openReviewHeads(root = artefactRoot()): ReviewHeads {
  const aspect = openTextClassifier(reviewModels.aspect, root);
  const sentiment = openTextClassifier(reviewModels.sentiment, root);
  for (const [files, labels] of [
    [aspect, aspectLabels],
    [sentiment, sentimentLabels],
  ] as const)
    if (files.head.labels.join() !== labels.join())
      throw new ModelArtefactError(
        `model "${files.name}" has the labels ${files.head.labels.join(', ')}; reviews want ${labels.join(', ')}: train it again with mainstay train review-heads`,
      );
  const encoder = openArtefact('encoder', root).manifest.version;
  return {
    aspect,
    sentiment,
    version: [encoder, aspect.version, sentiment.version, readingRules].join('+'),
  };
}
