import type { Localised } from '../../../core/localised.ts';

export interface Article {
  readonly id: string;
  readonly kind: 'faq' | 'policy';
  readonly title: Localised;
  readonly body: Localised;
}
