import type { Article } from './article.ts';
import { faqs } from './faq.ts';
import { policies } from './policies.ts';

export const articles: readonly Article[] = [...policies, ...faqs];
