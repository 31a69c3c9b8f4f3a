import { differenceText, engineMarkdown } from './engine-table.ts';
import type { RecommenderReport } from './train-recommender.ts';

/** The README.md beside a trained recommender. */
export function recommenderCard(
  name: string,
  report: RecommenderReport,
  data: { readonly file: string; readonly sha256: string; readonly machine: string },
): string {
  const { settings, trial, history } = report;
  return `# ${name}
Tells what a shopper buys next from what they bought, in order of time: causal self-attention over the newest ${settings.positions} purchases (SASRec, Kang and McAuley 2018), softmax cross-entropy over all ${report.products} products, the products' vectors tied to the output.

| | |
|---|---|
| trained on | ${report.purchases} purchases of ${report.shoppers} shoppers: ${data.file}, sha256 ${data.sha256.slice(0, 16)} |
| size | width ${settings.width}, ${settings.layers} blocks, ${settings.heads} heads |
| training | AdamW, peak learning rate ${settings.learningRate}, dropout ${settings.dropoutRate}, ${settings.batchSize} shoppers a batch, epoch ${report.bestEpoch} of at most ${settings.epochs}, seed ${settings.seed} |
| took | ${(report.seconds / 60).toFixed(0)} minutes in its last process, on ${data.machine} |
| weight beside neighbours' 1 | ${report.weight} |

## Trial
The last product of ${trial.knn.shoppers} shoppers, among all that they had not bought, by a model that saw neither it nor the product before it; that one decided when to stop and how much the model weighs. What lies here was trained anew on everything, for as many epochs.

${engineMarkdown(trial)}

Coverage: share of the products that stand in anybody's ten. Gini: of how often each is listed. Head: share of the places that the most bought tenth of the products takes.

NDCG@10 above neighbours, paired over shoppers, 95 %: the model ${differenceText(trial.aboveKnn!.model)}, both ${differenceText(trial.aboveKnn!.mixed)}. ${report.serves ? 'Both together are better than neighbours alone beyond doubt.' : 'Not better than neighbours alone beyond doubt: it does not serve.'}

## Curve
| epoch | loss | HR@10 | NDCG@10 |
|---|---|---|---|
${history.map(({ epoch, loss, development }) => `| ${epoch} | ${loss.toFixed(4)} | ${development?.hr10.toFixed(4) ?? ''} | ${development?.ndcg10.toFixed(4) ?? ''} |`).join('\n')}

## Limits
It knows the products that it was trained on${settings.coldRate > 0 ? ', and later ones by their text where it was trained with texts' : ''}. Shoppers of whom no purchase is known get what neighbours and popularity say. It repeats what shoppers did: what was sold little is shown little.
`;
}
