import type { Language } from '../../../core/words.ts';
import { topicLabels } from '../../../core/words.ts';
import type { ArtefactManifest } from '../../registry/manifest.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { type LinearHead, readBy } from '../../runtime/linear-head.ts';
import type { TermHead } from '../../runtime/term-head.ts';
import { predict } from '../predict.ts';
import type { EncoderRow } from '../shared-encoder/encoder-row.ts';
import { headFigures } from '../shared-encoder/head-figures.ts';
import { calibratedHead, writeShippedHead } from '../shared-encoder/shipped-heads.ts';
import { type PairedAccuracy, pairedAccuracy } from './paired-accuracy.ts';
import { shopSource } from './shop-topic-rows.ts';

export interface ShopTopicsOptions {
  readonly rows: readonly EncoderRow[];
  /** Of every row's text, by the encoder that serves. */
  readonly encodingOf: ReadonlyMap<string, Encoding>;
  /** The head that serves. */
  readonly serving: { readonly head: LinearHead; readonly terms?: TermHead };
  readonly encoder: ArtefactManifest;
  readonly languageOf: (text: string) => Language;
  /** Folder that `topic` is written into. */
  readonly target: string;
}

export interface ShopTopicsReport {
  /** Messages of the shop that were kept out of training. */
  readonly shop: PairedAccuracy;
  /** Development messages of the project. */
  readonly project: PairedAccuracy;
}

/** Fits the topic head on the project's messages and a shop's own, writes it, and holds it against the one that serves. */
export function learnShopTopics(options: ShopTopicsOptions): ShopTopicsReport {
  const { rows, encodingOf, serving, encoder, languageOf, target } = options;
  const held = rows.filter(({ split }) => split !== 'train');
  const learnt = calibratedHead(rows, 'topic', { head: null, labels: topicLabels }, held, encodingOf);
  const figures = headFigures(languageOf, learnt, held, encodingOf);
  writeShippedHead({ target, rows }, 'topic', learnt, figures, encoder);
  const isRight = (model: ShopTopicsOptions['serving'], { text, label }: EncoderRow) =>
    predict(model, { vector: readBy(model.head, encodingOf.get(text)!), text }) === label;
  const compare = (ofShop: boolean) =>
    pairedAccuracy(
      held
        .filter(({ split, source }) => split === 'dev' && (source === shopSource) === ofShop)
        .map((row) => ({ before: isRight(serving, row), after: isRight(learnt, row) })),
    );
  return { shop: compare(true), project: compare(false) };
}
