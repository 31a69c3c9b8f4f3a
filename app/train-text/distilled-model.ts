import { basename, join } from 'node:path';
import { chooseColumn } from '../../adapters/table-file/choose-column.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { meanProbabilities, pseudoLabelled, softenedRows } from '../../models/train/text/distil.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import type { Progress } from '../progress.ts';
import { type MeasuredModel, scoreBy, type TuneTask, tuneAndMeasure } from './tune-and-measure.ts';

export interface DistilFlags {
  /** Models whose mean teaches one. */
  readonly ensemble: number;
  /** A file of texts without labels. */
  readonly unlabelled?: string;
}

/**
 * Tunes several models, lets their mean teach one more on the rows and on texts without labels that it is sure of, and
 * keeps that one where it does no worse on the development rows than the best of its teachers.
 */
export async function distil(
  task: TuneTask,
  { ensemble, unlabelled }: DistilFlags,
  progress: Progress,
): Promise<{ model: MeasuredModel; how: string }> {
  const name = basename(task.folder);
  const teachers: MeasuredModel[] = [];
  for (let number = 1; number <= ensemble; number++) {
    const { seed } = task.settings;
    const settings = { ...task.settings, seed: number === 1 ? seed : `${seed}:${number}` };
    const folder = join(task.folder, `${name}-teacher-${number}`);
    const what = `Tuning teacher ${number} of ${ensemble}`;
    teachers.push(await tuneAndMeasure({ ...task, settings, folder, what }, progress));
  }
  const { tokenizer } = task.base;
  const texts = unlabelled === undefined ? [] : await unlabelledTexts(unlabelled);
  const tokens = texts.map((text) => tokenizer.encodeAs('query', textAsServed(text)));
  const asked = [...task.train.map((row) => row.tokens), ...tokens];
  const byTeacher: Float32Array[][] = [];
  for (const [i, teacher] of teachers.entries()) {
    const step = progress.begin(`Asking teacher ${i + 1} about ${asked.length} texts`);
    byTeacher.push(await scoreBy(teacher, tokenizer.padToken, asked, (share) => step.at(share)));
    step.end();
  }
  const said = meanProbabilities(byTeacher);
  const count = task.train.length;
  const pseudo = pseudoLabelled(tokens, said.slice(count), task.labels);
  const train = [...softenedRows(task.train, said.slice(0, count), task.labels), ...pseudo];
  const folder = join(task.folder, `${name}-taught`);
  const taught = await tuneAndMeasure(
    { ...task, train, folder, what: 'Tuning the one that is taught' },
    progress,
  );
  const best = teachers.reduce((a, b) => (b.development.macroF1 > a.development.macroF1 ? b : a));
  const isKept = taught.development.macroF1 >= best.development.macroF1;
  const figures = `macro-F1 ${taught.development.macroF1.toFixed(4)} against ${best.development.macroF1.toFixed(4)} of the best teacher on the development rows`;
  const from = `${ensemble} of them${unlabelled === undefined ? '' : `; sure of ${pseudo.length} of ${texts.length} texts without labels`}`;
  const how = `${from}; ${isKept ? 'the one that they taught is kept' : 'the one that they taught is no better and left out'}: ${figures}`;
  progress.line(how);
  return { model: isKept ? taught : best, how };
}

async function unlabelledTexts(path: string): Promise<string[]> {
  const table = await readTable(path);
  const column = chooseColumn(table, {
    meaning: 'the text',
    flag: '--text',
    given: undefined,
    usualNames: ['text', 'message', 'sentence', 'review', 'review_text', 'utterance', 'content'],
  });
  return table.values[column]!.filter((text) => text !== '');
}
