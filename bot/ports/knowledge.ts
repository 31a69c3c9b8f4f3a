import type { Language } from '../../core/words.ts';

export const passageKinds = ['product', 'article', 'review'] as const;
export type PassageKind = (typeof passageKinds)[number];

/** Where a passage comes from, as the shopper is told. */
export interface PassageSource {
  readonly title: string;
  /** Path on the shop's own pages; absent when the passage has no page. */
  readonly url?: string;
}

/** A piece of the shop's own knowledge that may answer a question. */
export interface Passage {
  readonly kind: PassageKind;
  /** Product id, article id or review id. */
  readonly ref: string;
  readonly title: string;
  /** The whole document. */
  readonly text: string;
  /** The part of it that matched best: a sentence of a policy, or all of a short text. */
  readonly excerpt: string;
  /**
   * How sure one can be that the passage is about the question, 0..1 and comparable between questions and languages:
   * below `weakPassageScore` treat it as not found.
   */
  readonly score: number;
  readonly source: PassageSource;
  /** Of a product or a review: the product's id. */
  readonly productId?: string;
}

/** Passages below this score are about something else more often than not. */
export const weakPassageScore = 0.5;

export interface KnowledgeRequest {
  readonly shopId: string;
  readonly language: Language;
  /** The query vector of `text`: `Understanding.vector`. */
  readonly vector: Float32Array;
  /** What made it: `Understanding.modelVersion`. */
  readonly modelVersion: string;
  /** What the shopper asked, redacted. */
  readonly text: string;
  /** All kinds when left out. */
  readonly kinds?: readonly PassageKind[];
  readonly limit: number;
}

/** Finds what the shop itself says about a question: catalogue, FAQ, policies, reviews. */
export interface KnowledgeRetriever {
  /** The best passages first, at most `limit`, one for each ref; empty for an unknown shop. Reads memory alone: no query. */
  retrieve(request: KnowledgeRequest): Promise<readonly Passage[]>;
}
