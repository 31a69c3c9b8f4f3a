import type { Article } from './article.ts';
import { faqs } from './faq.ts';
import { policies } from './policies.ts';
import { shopFaqs } from './shop-faq.ts';

export const articles: readonly Article[] = [...policies, ...faqs, ...shopFaqs];
