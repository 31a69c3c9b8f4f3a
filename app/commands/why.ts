import { Command, Option } from 'commander';
import type { LoggedDecision } from '../../adapters/postgres/money-decisions.ts';
import { BadInputError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import { type Language, languages } from '../../core/words.ts';
import { explainDecision } from '../../retention/money/explain-decision.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import { explainRecommendation } from '../../retention/recommend/explain-recommendation.ts';
import type { RecommendationRecord } from '../../retention/recommend/recommendation-record.ts';

export interface WhyDependencies {
  /** Decisions that stood in a conversation, oldest first; throws NotFoundError when there is none such. */
  decisionsOf(conversationId: string): Promise<readonly LoggedDecision[]>;
  close(): Promise<void>;
}

/** Explains every decision of a conversation. `open` is called when the command runs, never for `--help`. */
export function whyCommand(open: () => Promise<WhyDependencies>): Command {
  return new Command('why')
    .description('Explain each decision of a conversation: scores, rules, probabilities and budget in words')
    .argument('<conversation>', 'id of the conversation')
    .addOption(
      new Option('--language <language>', 'language of the words').choices([...languages]).default('en'),
    )
    .option('--json', 'print the records as JSON lines instead')
    .action(async (conversationId: string, options: { language: Language; json?: boolean }) => {
      if (!isId(conversationId))
        throw new BadInputError(
          `"${conversationId}" is no conversation id; one looks like 0198c1f2-7a4b-7c3d-9e5f-0123456789ab`,
        );
      const dependencies = await open();
      try {
        const decisions = await dependencies.decisionsOf(conversationId);
        process.stdout.write(
          options.json
            ? decisions.map((decision) => `${JSON.stringify(decision)}\n`).join('')
            : explainAll(decisions, options.language),
        );
      } finally {
        await dependencies.close();
      }
    });
}

/** The command's text: a heading a decision, its sentences, and what became of it. */
export function explainAll(decisions: readonly LoggedDecision[], language: Language): string {
  if (decisions.length === 0) return `${headings[language].none}\n`;
  return decisions.map((decision) => `${explainOne(decision, language)}\n`).join('\n');
}

function explainOne(decision: LoggedDecision, language: Language): string {
  const words = headings[language];
  const at = decision.createdAt.toISOString().replace('T', ' ').slice(0, 19);
  const became = decision.outcomes.map(({ kind, ref }) => (ref === '' ? kind : `${kind} (${ref})`));
  return [
    `${words[decision.kind]} ${decision.id}, ${at} UTC`,
    ...sentences(decision, language).map((sentence) => `  ${sentence}`),
    `  ${words.outcomes}: ${became.length > 0 ? became.join(', ') : words.noOutcome}`,
  ].join('\n');
}

function sentences(decision: LoggedDecision, language: Language): string[] {
  return decision.kind === 'money'
    ? explainDecision(decision.record as MoneyDecisionRecord, language)
    : explainRecommendation(decision.record as RecommendationRecord, language);
}

const headings = {
  en: {
    money: 'Money decision',
    recommendation: 'Recommendation',
    outcomes: 'What became of it',
    noOutcome: 'nothing yet',
    none: 'No decision was made in this conversation.',
  },
  zh: {
    money: '优惠决策',
    recommendation: '推荐决策',
    outcomes: '后续结果',
    noOutcome: '暂无',
    none: '此会话中没有作出任何决策。',
  },
} as const;
