import { readFileSync } from 'node:fs';
import { retrievalWeights } from '../adapters/llm/retrieval-weights.ts';
import type { ShopPassage } from '../adapters/postgres/knowledge-passages.ts';
import type { PassageWithVector } from '../adapters/postgres/knowledge-refresh.ts';
import { openEncoder } from '../app/commands/open-encoder.ts';
import { type Language, languages } from '../core/words.ts';
import { HybridIndex, type HybridWeights } from '../nlp/retrieval/hybrid-index.ts';
import { demoPassages } from './retrieval-shop.ts';

/**
 * Finding the passage that answers a question, in the demo shop's catalogue, FAQ, policies and reviews together:
 * `npm run bench:retrieval`. Prints Recall@5 (is an expected passage among the first five) and MRR (mean of 1 / rank,
 * first ten) per language and part of bench/data/questions.*.jsonl, for vectors alone, words alone, and as it serves.
 */
interface Question {
  readonly question: string;
  readonly expected: readonly string[];
  readonly part: 'tuning' | 'held_out';
  readonly vector: Float32Array;
}

const shopId = 'demo';
const ways: Readonly<Record<string, HybridWeights>> = {
  'vectors alone': { bias: 0, dense: 40, lexical: 0, kinds: {} },
  'words alone': { bias: 0, dense: 0, lexical: 6, kinds: {} },
  'as it serves': retrievalWeights,
};

async function main(): Promise<void> {
  const encoder = await openEncoder();
  try {
    const passages = await demoPassages(encoder.embedder, encoder.version);
    process.stdout.write(`encoder ${encoder.version}, ${passages.length} passages\n`);
    for (const language of languages) {
      const questions: Question[] = [];
      for (const line of readQuestions(language))
        questions.push({ ...line, vector: await encoder.embedder.embed(line.question, 'query') });
      report(language, passages, questions);
    }
  } finally {
    await encoder.close();
  }
}

function readQuestions(language: Language): Omit<Question, 'vector'>[] {
  const file = new URL(`./data/questions.${language}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function report(
  language: Language,
  passages: readonly PassageWithVector[],
  questions: readonly Question[],
): void {
  const own = passages
    .filter(({ passage }) => passage.language === language)
    .map(({ passage, vector }) => ({ piece: passage, vector }));
  for (const [way, weights] of Object.entries(ways)) {
    const index = new HybridIndex<ShopPassage>(weights);
    index.replace({ shopId, language }, own);
    for (const part of ['tuning', 'held_out'] as const) {
      const asked = questions.filter((question) => question.part === part);
      const ranks = asked.map((question) => rankOf(index, language, question));
      const recall = ranks.filter((rank) => rank <= 5).length / ranks.length;
      const reciprocal = ranks.reduce((sum, rank) => sum + (rank <= 10 ? 1 / rank : 0), 0) / ranks.length;
      process.stdout.write(
        `${language}  ${part.padEnd(8)}  ${way.padEnd(13)}  Recall@5 ${recall.toFixed(3)}  MRR ${reciprocal.toFixed(3)}  n ${ranks.length}\n`,
      );
      if (way === 'as it serves')
        for (const [i, rank] of ranks.entries())
          if (rank > 5) process.stdout.write(`  missed (rank ${rank}): ${asked[i]!.question}\n`);
    }
  }
}

function rankOf(index: HybridIndex<ShopPassage>, language: Language, question: Question): number {
  const hits = index.search({ shopId, language }, { text: question.question, vector: question.vector }, 50);
  const at = hits.findIndex(({ piece }) =>
    question.expected.some((name) => {
      const [kind, ref] = name.split('/') as [string, string];
      return (
        piece.kind === kind &&
        (ref.endsWith('*') ? piece.ref.startsWith(ref.slice(0, -1)) : piece.ref === ref)
      );
    }),
  );
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

await main();
