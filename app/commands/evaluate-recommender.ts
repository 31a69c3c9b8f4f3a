import { Command } from 'commander';
import { BadInputError } from '../../core/errors.ts';
import { openNextItem } from '../../models/registry/open-next-item.ts';
import { NextItemSession } from '../../models/runtime/next-item-session.ts';
import { compareEngines } from '../../retention/recommend/compare-engines.ts';
import { knowledgeOfHistories } from '../../retention/recommend/knowledge-of-histories.ts';
import { differenceText, engineTable } from '../next-item/engine-table.ts';
import { type HeldOut, heldOutCases } from '../next-item/held-out-cases.ts';
import { readSequences, type ShopperSequence } from '../next-item/read-sequences.ts';
import { progressOn } from '../progress-on.ts';

interface EvaluateRecommenderFlags {
  train: string;
  test?: string;
  model?: string;
  json?: boolean;
}

const examples = `
Files hold a line per shopper, "shopper item item ...", oldest item first. The test file holds what each bought next:
"shopper item", or the whole sequence, whose last item is then to be found from those before it.

Examples:
  mainstay evaluate recommender --train sequences.txt --json
  mainstay evaluate recommender --train sequences.txt --test next.txt --model ./recommender --json`;

/** `evaluate recommender`: how well the next item is found, leave one out, full ranking. */
export function evaluateRecommenderCommand(): Command {
  return new Command('recommender')
    .description('How well neighbours, a trained model and both together find what each shopper bought next')
    .requiredOption('--train <file>', 'sequences of purchases')
    .option('--test <file>', 'what was bought next (default: the last item of each training line, taken out)')
    .option('--model <folder>', 'a folder that mainstay train recommender wrote from the same training file')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(evaluateRecommender);
}

async function evaluateRecommender(flags: EvaluateRecommenderFlags): Promise<void> {
  if (flags.model !== undefined && flags.test === undefined)
    throw new BadInputError(
      'the model was trained on the last items of the training file too: give what was bought after them with --test FILE',
    );
  const train = await readSequences(flags.train);
  const { held, histories, source } = await heldOut(flags, train);
  const stored = flags.model === undefined ? null : openNextItem(flags.model);
  const scorer = stored
    ? await NextItemSession.open(stored.artefact, { ...stored, products: { trained: stored.products } })
    : null;
  const progress = progressOn(process.stderr);
  try {
    const step = progress.begin(`Ranking for ${held.cases.length} shoppers`);
    const knowledge = knowledgeOfHistories(histories);
    const comparison = await compareEngines(
      knowledge,
      held.cases,
      scorer && { scorer, weight: stored!.weight },
      (done) => step.at(done / held.cases.length),
    );
    step.end();
    const { cases, ...counts } = held;
    const result = {
      protocol: 'leave one out, ranked among all items of the training file that the shopper had not bought',
      source,
      shoppers: cases.length,
      ...counts,
      items: knowledge.products.size,
      itemsUnknown: cases.filter(({ target }) => !knowledge.products.has(target)).length,
      ...(stored ? { model: stored.version, weight: stored.weight } : {}),
      engines: {
        knn: comparison.knn,
        ...(comparison.model ? { model: comparison.model, mixed: comparison.mixed } : {}),
      },
      ...(comparison.aboveKnn ? { ndcg10AboveKnn: comparison.aboveKnn } : {}),
    };
    const { aboveKnn } = comparison;
    process.stdout.write(
      flags.json
        ? `${JSON.stringify(result, null, 2)}\n`
        : `${[
            `${result.shoppers} shoppers, ${result.items} items, ${source}; ${result.protocol}`,
            engineTable(comparison),
            ...(aboveKnn
              ? [
                  `NDCG@10 above neighbours, 95 %, paired over shoppers: model ${differenceText(aboveKnn.model)}, both ${differenceText(aboveKnn.mixed)}`,
                ]
              : []),
            `${held.withoutHistory} shoppers without a history left out; ${held.boughtBefore} items had been bought before and ${result.itemsUnknown} are in no training line: missed`,
          ].join('\n')}\n`,
    );
  } finally {
    progress.close();
    await scorer?.close();
  }
}

async function heldOut(
  { test, train: path }: EvaluateRecommenderFlags,
  train: readonly ShopperSequence[],
): Promise<{ held: HeldOut; histories: (readonly string[])[]; source: string }> {
  if (test !== undefined) {
    const held = heldOutCases(train, await readSequences(test), test);
    return { held, histories: train.map(({ items }) => items), source: `next items of ${test}` };
  }
  const cases = train
    .filter(({ items }) => items.length > 1)
    .map(({ items }) => ({ known: items.slice(0, -1), target: items.at(-1)! }));
  if (cases.length === 0)
    throw new BadInputError(
      `"${path}": nobody has two items, so that nothing is to be found; give --test FILE`,
    );
  const histories = cases.map(({ known }) => known);
  const held = { cases, withoutHistory: train.length - cases.length, boughtBefore: 0 };
  return { held, histories, source: `the last item of each line of ${path}, taken out` };
}
