/** Clauses of one review. */
export interface PhraseSource {
  readonly reviewId: string;
  readonly terms: ReadonlySet<string>;
}

export interface Keyphrase {
  readonly phrase: string;
  /** Reviews that say it, in the order given. */
  readonly reviewIds: readonly string[];
  /** Dunning's log-likelihood ratio against the rest. */
  readonly ratio: number;
}

/** How many reviews have each term. */
export interface TermCounts {
  readonly reviews: number;
  readonly byTerm: ReadonlyMap<string, number>;
}

/** 99.9 % point of chi-square with one degree of freedom: dozens of phrases are looked at. */
const leastRatio = 10.83;
const leastReviews = 2;

/**
 * What these reviews say more often than the rest: phrases by the log-likelihood ratio of the share of reviews that have
 * them (Dunning, Computational Linguistics 1993). Of phrases that hold one another and stand in nearly the same reviews
 * one is kept, the longest.
 * @param all counts over all reviews, these included.
 * @param known words that say nothing here, such as the product's own name.
 */
export function keyphrases(
  sources: readonly PhraseSource[],
  all: TermCounts,
  options: { readonly most: number; readonly known: ReadonlySet<string> },
): Keyphrase[] {
  const holders = new Map<string, Set<string>>();
  for (const { reviewId, terms } of sources)
    for (const term of terms) {
      const held = holders.get(term) ?? new Set();
      holders.set(term, held.add(reviewId));
    }
  const here = new Set(sources.map(({ reviewId }) => reviewId)).size;
  const rest = Math.max(0, all.reviews - here);
  const candidates = [...holders].flatMap(([phrase, held]): Keyphrase[] => {
    if (held.size < leastReviews || phrase.split(' ').every((word) => options.known.has(word))) return [];
    const elsewhere = Math.max(0, (all.byTerm.get(phrase) ?? 0) - held.size);
    if (held.size * rest <= elsewhere * here) return [];
    const ratio = likelihoodRatio(held.size, here, elsewhere, rest);
    return ratio < leastRatio ? [] : [{ phrase, reviewIds: [...held], ratio }];
  });
  candidates.sort((a, b) => b.ratio - a.ratio || b.phrase.length - a.phrase.length);
  const chosen: Keyphrase[] = [];
  for (const candidate of candidates) {
    const at = chosen.findIndex((other) => sameMatter(other, candidate));
    if (at < 0) chosen.push(candidate);
    else if (saysMore(candidate, chosen[at]!)) chosen[at] = candidate;
  }
  return chosen.slice(0, options.most);
}

/** G squared of two shares: a of n against b of m. */
function likelihoodRatio(a: number, n: number, b: number, m: number): number {
  const part = (seen: number, of: number, share: number) =>
    (seen > 0 ? seen * Math.log(seen / of / share) : 0) +
    (of > seen ? (of - seen) * Math.log((of - seen) / of / (1 - share)) : 0);
  const pooled = (a + b) / (n + m);
  if (pooled === 0 || pooled === 1) return 0;
  return 2 * (part(a, n, pooled) + (m > 0 ? part(b, m, pooled) : 0));
}

function sameMatter(a: Keyphrase, b: Keyphrase): boolean {
  const other = new Set(b.reviewIds);
  const shared = a.reviewIds.filter((id) => other.has(id)).length;
  const fewer = Math.min(a.reviewIds.length, b.reviewIds.length);
  // Words that always stand together are one phrase, though more words stand between them.
  if (shared >= 0.9 * Math.max(a.reviewIds.length, b.reviewIds.length)) return true;
  const akin = a.phrase.includes(b.phrase) || b.phrase.includes(a.phrase) || overlaps(a.phrase, b.phrase);
  return akin && shared >= 0.7 * fewer;
}

/** "runs small" and "small size" are parts of one "runs small size". */
function overlaps(a: string, b: string): boolean {
  const tail = (first: string, second: string) => {
    const words = first.split(' ');
    return words.slice(1).some((_, i) => second.startsWith(`${words.slice(i + 1).join(' ')} `));
  };
  return tail(a, b) || tail(b, a);
}

function saysMore(longer: Keyphrase, shorter: Keyphrase): boolean {
  return longer.phrase.includes(shorter.phrase) && longer.reviewIds.length >= 0.6 * shorter.reviewIds.length;
}
