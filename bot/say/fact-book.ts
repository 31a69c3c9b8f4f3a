import { formatMoney } from '../../core/money.ts';
import type { Language } from '../../core/words.ts';
import type { FreeThing, MoneyFacts } from '../money-check/money-facts.ts';
import type { GrantView, PublicPromotion } from '../ports/money.ts';

/**
 * Collects what one turn knows to be true about money while its skill speaks: an amount that is not taken from the
 * shop's data through here does not pass the money check.
 */
export class FactBook {
  readonly #language: Language;
  readonly #percents = new Set<number>();
  readonly #amounts = new Map<string, { cents: number; currency: string }>();
  readonly #codes = new Set<string>();
  readonly #points = new Set<number>();
  readonly #free = new Set<FreeThing>();
  readonly #numbers = new Set<string>();
  readonly #sources = new Set<string>();

  constructor(language: Language) {
    this.#language = language;
  }

  /** The amount as the reader writes it; from now on it may be said. */
  amount(cents: number, currency: string): string {
    this.#amounts.set(`${cents} ${currency}`, { cents, currency });
    return formatMoney(cents, currency, this.#language);
  }

  /** An order, return or tracking number, as it is. */
  number(number: string): string {
    this.#numbers.add(number);
    return number;
  }

  points(points: number): number {
    this.#points.add(points);
    return points;
  }

  free(thing: FreeThing): void {
    this.#free.add(thing);
  }

  /** A text of the shop itself, as it is. */
  source(text: string): string {
    this.#sources.add(text);
    return text;
  }

  grant(grant: GrantView): void {
    if (grant.percent !== null) this.#percents.add(grant.percent);
    if (grant.perkPoints !== null) this.#points.add(grant.perkPoints);
    if (grant.kind === 'free_shipping') this.#free.add('shipping');
    this.#codes.add(grant.code);
    this.#amounts.set(`${grant.maximumCents} ${grant.currency}`, {
      cents: grant.maximumCents,
      currency: grant.currency,
    });
    this.source(grant.name[this.#language]);
    this.source(grant.notice[this.#language]);
  }

  promotion(promotion: PublicPromotion): void {
    if (promotion.percent !== null) this.#percents.add(promotion.percent);
    if (promotion.freeShipping) this.#free.add('shipping');
    if (promotion.code !== null) this.#codes.add(promotion.code);
    this.source(promotion.name[this.#language]);
  }

  facts(): MoneyFacts {
    return {
      percents: [...this.#percents],
      amounts: [...this.#amounts.values()],
      codes: [...this.#codes],
      points: [...this.#points],
      free: [...this.#free],
      numbers: [...this.#numbers],
      sources: [...this.#sources],
    };
  }
}
