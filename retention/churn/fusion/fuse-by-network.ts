import type { Localised } from '../../../core/localised.ts';
import type { ConversationSigns, FusedRisk } from '../fused-risk.ts';
import { logOddsOfProbability } from '../log-odds.ts';
import { type RiskReason, strongestReasons } from '../reason.ts';
import { fusionInputs, fusionRow, tellingTopics } from './fusion-inputs.ts';

/** The fusion's file, opened. */
export interface FusionScorer {
  /** What each input is on average: what a row says nothing of. */
  readonly means: readonly number[];
  /** Probabilities of rows as fusionRow makes them. */
  score(rows: readonly (readonly number[])[]): Promise<Float32Array>;
}

interface Part {
  readonly feature: string;
  readonly columns: readonly number[];
  text(rises: boolean): Localised;
}

const columnsOf = (prefix: string) =>
  fusionInputs.flatMap((name, column) => (name.startsWith(prefix) ? [column] : []));

/** What was said, in parts that a person can read. */
const parts: readonly Part[] = [
  {
    feature: 'conversation_words',
    columns: columnsOf('leaving_'),
    text: (rises) =>
      rises
        ? { en: 'writes as people do who leave', zh: '措辞像要离开的人' }
        : { en: 'writes as people do who stay', zh: '措辞像会留下的人' },
  },
  {
    feature: 'conversation_tone',
    columns: columnsOf('mood_'),
    text: (rises) =>
      rises
        ? { en: 'the conversation is negative', zh: '对话情绪偏负面' }
        : { en: 'the conversation is friendly', zh: '对话情绪良好' },
  },
  ...tellingTopics.map((topic) => ({
    feature: `topic_${topic}`,
    columns: columnsOf(`topic_${topic}`),
    text: () => topicTexts[topic],
  })),
];

const topicTexts: Readonly<Record<(typeof tellingTopics)[number], Localised>> = {
  leaving: { en: 'says that they are leaving', zh: '表示要离开' },
  complaint: { en: 'complains', zh: '提出投诉' },
  cancel: { en: 'wants to cancel', zh: '想要取消' },
  return_refund: { en: 'wants to return something', zh: '想要退货退款' },
  person_wanted: { en: 'asks for a person', zh: '要求人工客服' },
};

/**
 * Behaviour and conversation by the network; null where nothing was said or read for leaving. A part's contribution is
 * what the log odds lose when it is set to its average, so that parts need not sum to the score.
 */
export async function fuseByNetwork(
  scorer: FusionScorer,
  base: { readonly probability: number; readonly reasons: readonly RiskReason[] },
  signs: ConversationSigns,
): Promise<FusedRisk | null> {
  const row = fusionRow(logOddsOfProbability(base.probability), signs);
  if (!row) return null;
  const without = parts.map(({ columns }) =>
    row.map((value, column) => (columns.includes(column) ? scorer.means[column]! : value)),
  );
  const [whole, ...less] = await scorer.score([row, ...without]);
  const said = parts.flatMap((part, i): RiskReason[] => {
    const contribution = logOddsOfProbability(whole!) - logOddsOfProbability(less[i]!);
    const isTopic = part.feature.startsWith('topic_');
    if (isTopic && row[part.columns[0]!] === 0) return [];
    const value = isTopic ? null : row[part.columns[0]!]!;
    return [{ feature: part.feature, value, contribution, text: part.text(contribution > 0) }];
  });
  return { probability: whole!, reasons: strongestReasons([...base.reasons, ...said]) };
}
