import { join } from 'node:path';
import type { FusionNetwork } from '../../core/fusion-network.ts';
import { fusionToOnnx } from '../export/fusion-to-onnx.ts';
import type { ArtefactManifest } from '../registry/manifest.ts';
import { writeArtefact } from '../registry/write-artefact.ts';

interface Figures {
  readonly auc: number;
  readonly brier: number;
  readonly confusion: {
    readonly truePositives: number;
    readonly falsePositives: number;
    readonly falseNegatives: number;
    readonly trueNegatives: number;
  };
}

type Interval = { readonly difference: number; readonly low: number; readonly high: number };

export interface FusionFacts {
  /** Folder of artefacts. */
  readonly target: string;
  readonly network: FusionNetwork;
  readonly trial: Readonly<Record<'behaviour' | 'text' | 'fused' | 'rule', Figures>> &
    Readonly<Record<'fusedAboveBehaviour' | 'fusedAboveRule', Interval>> & {
      readonly fittedOn: { readonly rows: number; readonly shoppers: number };
      readonly triedOn: { readonly rows: number; readonly shoppers: number; readonly churnRate: number };
    };
  readonly encoderVersion: string;
  /** World and seed of the simulated conversations. */
  readonly drawnFrom: string;
}

/** Writes the network that joins behaviour and conversation, with its card. */
export function writeFusion(facts: FusionFacts): ArtefactManifest {
  const { target, network, trial, encoderVersion, drawnFrom } = facts;
  return writeArtefact(
    join(target, 'fusion'),
    { 'fusion.onnx': fusionToOnnx(network) },
    {
      name: 'fusion',
      encoder: encoderVersion,
      data: [
        {
          name: `laboratory (${drawnFrom})`,
          licence: 'MIT (simulated by this project)',
          rows: trial.fittedOn.rows,
        },
      ],
      licence: 'MIT',
      attribution: 'trained for this project',
      metrics: {
        auc: round(trial.fused.auc),
        brier: round(trial.fused.brier),
        aucAboveBehaviour: round(trial.fusedAboveBehaviour.difference),
        aucAboveBehaviourLow: round(trial.fusedAboveBehaviour.low),
      },
    },
    card(facts),
  );
}

function card({ trial, network, encoderVersion, drawnFrom }: FusionFacts): string {
  const row = (name: string, { auc, brier, confusion }: Figures) =>
    `| ${name} | ${auc.toFixed(4)} | ${brier.toFixed(4)} | ${confusion.truePositives} | ${confusion.falsePositives} | ${confusion.falseNegatives} | ${confusion.trueNegatives} |`;
  const { fittedOn, triedOn } = trial;
  const interval = ({ difference, low, high }: Interval) =>
    `${difference.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
  return `# Fusion of behaviour and conversation
The probability that a shopper leaves, from what they did (the shop's own churn model) and what they write: a network of ${network.hidden.length} units that moves the log odds of behaviour. It steers tone, priority and handoff; money never sees it.

| | |
|---|---|
| inputs | ${network.inputs.join(', ')} |
| encoder | ${encoderVersion}, by its heads for leaving, sentiment and topic |
| data | **simulated** conversations of the laboratory (${drawnFrom}; docs/science/laboratory.md) |
| fitted on | ${fittedOn.rows} conversations of ${fittedOn.shoppers} shoppers; penalty by folds of shoppers, behavioural scores held out |
| tried on | ${triedOn.rows} later conversations of ${triedOn.shoppers} other shoppers in other phrasings; ${(100 * triedOn.churnRate).toFixed(1)} % left |
| licence | MIT |
| made by | \`mainstay train churn-text --out FOLDER\` |

| | AUC | Brier | told, left | told, stayed | missed | rest |
|---|---|---|---|---|---|---|
${row('behaviour only', trial.behaviour)}
${row('text only', trial.text)}
${row('both', trial.fused)}
${row('behaviour and the stated rule', trial.rule)}

AUC of both above behaviour alone ${interval(trial.fusedAboveBehaviour)}, above the stated rule ${interval(trial.fusedAboveRule)}: 95 % intervals, paired, by a bootstrap over shoppers.

**Limits.** How real shoppers' words go with leaving may differ from the laboratory's, where half of what they feel shows in them by construction. A shop whose conversations have outcomes can fit its own.
`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
