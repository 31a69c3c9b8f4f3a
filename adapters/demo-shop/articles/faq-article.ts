import type { Article } from './article.ts';

/** A question and its answer, each in English and Chinese. */
export function faq(id: string, en: [string, string], zh: [string, string]): Article {
  return {
    id: `faq-${id}`,
    kind: 'faq',
    title: { en: en[0], zh: zh[0] },
    body: { en: en[1], zh: zh[1] },
  };
}
