import { join } from 'node:path';
import type { LabelledText } from './labelled-text.ts';
import { readMarkedTerms } from './read-marked-terms.ts';
import { readCsv, readJsonLines, readText, readTsv } from './read-table.ts';

/**
 * Public data sets by name, read from a folder that holds one folder each; none of them is part of this project.
 * Each function gives the rows of the training part with the set's own labels.
 */
export const publicSets = {
  banking77: (folder: string) =>
    readCsv(join(folder, 'banking77/train.csv')).map((row) => labelled(row.text, row.category)),

  clinc150(folder: string) {
    const parts = JSON.parse(readText(join(folder, 'clinc150/train_val.json.gz'))) as Record<
      string,
      [string, string][]
    >;
    return ['train', 'val', 'oos_train', 'oos_val'].flatMap((part) =>
      parts[part]!.map(([text, label]) => labelled(text, label)),
    );
  },

  sst2: (folder: string) =>
    readTsv(join(folder, 'sst2/train.tsv.gz')).map((row) => labelled(row.sentence, polarity(row.label))),

  online_shopping: (folder: string) =>
    readCsv(join(folder, 'zh_reviews/online_shopping_10_cats.csv.gz'))
      .filter((row) => row.review)
      .map((row) => labelled(row.review, polarity(row.label))),

  waimai: (folder: string) =>
    readCsv(join(folder, 'zh_reviews/waimai_10k.csv.gz')).map((row) =>
      labelled(row.review, polarity(row.label)),
    ),

  eprstmt: (folder: string) =>
    ['train', 'dev'].flatMap((part) =>
      readJsonLines<{ sentence: string; label: string }>(
        join(folder, `zh_reviews/eprstmt_${part}_few_all.jsonl`),
      ).map((row) => labelled(row.sentence, row.label.toLowerCase())),
    ),

  /** Laptop reviews with one term marked; `term/polarity`, a row a term. */
  absa_en: (folder: string) => readMarkedTerms(join(folder, 'absa_en/laptop.train.seg')),

  /** Chinese reviews of phones, cameras and hair care, marked likewise. */
  absa_zh: (folder: string) =>
    ['phone', 'camera', 'hair'].flatMap((part) =>
      readMarkedTerms(join(folder, `absa_zh/${part}.train.txt.gz`)),
    ),
} satisfies Record<string, (folder: string) => LabelledText[]>;

export type PublicSet = keyof typeof publicSets;

function labelled(text: string | undefined, label: string | undefined): LabelledText {
  return { text: text ?? '', label: label ?? '' };
}

function polarity(label: string | undefined): string {
  return label === '1' ? 'positive' : 'negative';
}
