import type { TextEvaluation } from '../../evaluation/evaluate-scores.ts';
import { labelTable } from '../../evaluation/label-table.ts';

export interface TextModelFacts {
  readonly name: string;
  /** As given on the command line: what it was trained from. */
  readonly dataFile: string;
  readonly trainRows: number;
  readonly encoderVersion: string;
  /** How it was made, one row each of the card's table. */
  readonly settings: Readonly<Record<string, string>>;
  readonly development: TextEvaluation;
  /** Where the development rows come from. */
  readonly developmentSource: string;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The README.md beside a classifier of a shop's own. */
export function textModelCard(facts: TextModelFacts): string {
  const { name, dataFile, trainRows, encoderVersion, settings, development, developmentSource } = facts;
  const { rows, accuracy, macroF1, calibration, perLabel, outOfScope } = development;
  return `# ${name}
Classifies texts into ${perLabel.length} labels.

| | |
|---|---|
| trained on | ${trainRows} rows of ${dataFile} |
| encoder | ${encoderVersion} |
${Object.entries(settings)
  .map(([key, value]) => `| ${key} | ${value} |`)
  .join('\n')}

## Development figures
${rows} rows that were not trained on: ${developmentSource}. Accuracy ${percent(accuracy)}, macro-F1 ${macroF1.toFixed(3)}, expected calibration error ${percent(calibration.expectedCalibrationError)}.
${outOfScope?.atThreshold ? `\nOut of scope, at the threshold ${outOfScope.atThreshold.threshold.toFixed(4)} that these rows chose: ${percent(outOfScope.atThreshold.recall)} of ${outOfScope.rows} found, ${percent(outOfScope.atThreshold.inScopeAccuracy)} of the others right.\n` : ''}
${labelTable(perLabel)}
`;
}
