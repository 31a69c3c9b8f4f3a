import { fillPlaces } from '../../core/fill-places.ts';
import type { Language } from '../../core/words.ts';
import type { RecommendationRecord, RecommendationSource } from './recommendation-record.ts';

/** A slate in words, one sentence a line: what could be shown, what was drawn and how likely, and why each product. */
export function explainRecommendation(record: RecommendationRecord, language: Language): string[] {
  const words = messages[language];
  const { inputs, choice } = record;
  const byId = new Map(inputs.candidates.map((candidate) => [candidate.productId, candidate]));
  return [
    fillPlaces(words.candidates, {
      count: inputs.candidates.length,
      engine: record.engine,
      seed: inputs.seed,
    }),
    fillPlaces(words.slices[choice.slice], { share: percent(inputs.explorationShare) }),
    ...choice.slate.map(({ productId, slot, rank, propensity }) => {
      const candidate = byId.get(productId);
      return fillPlaces(words.item, {
        slot,
        product: productId,
        rank,
        score: candidate ? String(Math.round(candidate.score * 1000) / 1000) : '–',
        source: candidate ? words.sources[candidate.source] : '–',
        reason: candidate?.reason[language] ?? '–',
        propensity: percent(propensity),
      });
    }),
    fillPlaces(words.slate, { propensity: percent(choice.slatePropensity) }),
  ];
}

interface Messages {
  readonly candidates: string;
  readonly slices: Readonly<Record<'exploit' | 'explore', string>>;
  readonly item: string;
  readonly slate: string;
  readonly sources: Readonly<Record<RecommendationSource, string>>;
}

const messages: Readonly<Record<Language, Messages>> = {
  en: {
    candidates: '{count} candidates, ranked by {engine} (seed {seed}).',
    slices: {
      exploit: 'The best were shown in order; {share} of slates are shuffled to learn from.',
      explore: 'This slate fell into the {share} that are shuffled to learn from.',
    },
    item: 'Slot {slot}: {product}, rank {rank} with score {score} ({source}), there with probability {propensity}; told as "{reason}".',
    slate: 'Exactly this slate had probability {propensity}.',
    sources: {
      asked: 'asked for',
      next: 'expected next',
      bought: 'bought together',
      viewed: 'looked at',
      similar: 'similar text',
      popular: 'popular',
    },
  },
  zh: {
    candidates: '{count} 个候选，由 {engine} 排序（种子 {seed}）。',
    slices: {
      exploit: '按顺序展示最佳商品；{share} 的推荐列表会被打乱以供学习。',
      explore: '本列表属于被打乱以供学习的 {share}。',
    },
    item: '位置 {slot}：{product}，排名 {rank}，得分 {score}（{source}），出现在此的概率为 {propensity}；告知理由：“{reason}”。',
    slate: '恰好出现此列表的概率为 {propensity}。',
    sources: {
      asked: '顾客询问',
      next: '预计接下来购买',
      bought: '常一起购买',
      viewed: '浏览过',
      similar: '文本相似',
      popular: '热门',
    },
  },
};

/** Two digits that count, so that rare slates do not read as 0%. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))}%`;
}
