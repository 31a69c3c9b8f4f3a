import type { Localised } from '../../core/localised.ts';
import type { RecommendationSource } from './recommendation-record.ts';

interface Circumstances {
  /** The product that led here. */
  readonly cause: Localised | undefined;
  readonly causeKind: 'bought' | 'viewed';
  readonly category: Localised;
}

/** Why a product is shown, in words for the shopper; honest: the source that weighed most. */
export function reasonFor(
  source: RecommendationSource,
  { cause, causeKind, category }: Circumstances,
): Localised {
  if (source === 'asked') return { en: 'because it matches what you asked for', zh: '因为符合您的需求' };
  if (source === 'next')
    return {
      en: 'because shoppers with a history like yours often buy it next',
      zh: '因为购买经历与您相似的顾客接下来常买它',
    };
  if (source !== 'popular' && cause) {
    if (source === 'similar')
      return causeKind === 'bought'
        ? {
            en: `because it resembles ${cause.en}, which you bought`,
            zh: `因为与您买过的「${cause.zh}」相似`,
          }
        : {
            en: `because it resembles ${cause.en}, which you looked at`,
            zh: `因为与您看过的「${cause.zh}」相似`,
          };
    return causeKind === 'bought'
      ? { en: `because you bought ${cause.en}`, zh: `因为您买过「${cause.zh}」` }
      : { en: `because you looked at ${cause.en}`, zh: `因为您看过「${cause.zh}」` };
  }
  return { en: `popular in ${category.en}`, zh: `「${category.zh}」热销` };
}
