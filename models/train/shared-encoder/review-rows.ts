import { join } from 'node:path';
import { hashFraction } from '../../../core/hash-fraction.ts';
import { publicSets } from '../sets/public-sets.ts';
import { readCsv } from '../sets/read-table.ts';
import type { EncoderRow } from './encoder-row.ts';

/** Of each public set this share of the rows is only measured on. */
const devShare = 0.06;
/** And so many choose mixes and temperatures, about as many as own messages. */
const calibrationShare = 0.01;
/** Books are left out of training altogether: a category that the encoder has not seen, as a new shop's goods are. */
const unseenCategory = '书籍';
/** Reviews that are read as passages too, with their sentence vectors held. */
const passageShare = 0.1;
/** Clothing reviews of five stars outnumber those of one and two: so many are kept. */
const happyShare = 0.25;

type Review = Pick<EncoderRow, 'text' | 'label' | 'source' | 'split'>;

/** Sentiment of reviews: films in English, goods and meals in Chinese, clothes in English. */
export function reviewRows(folder: string): EncoderRow[] {
  const reviews: Review[] = [...films(folder), ...chineseShop(folder), ...meals(folder), ...clothes(folder)];
  return reviews.flatMap((review): EncoderRow[] => {
    const row = { ...review, task: 'sentiment', weight: 1 };
    const asQuery: EncoderRow = { ...row, kind: 'query', anchored: false };
    const isPassage =
      review.split === 'train' &&
      review.source !== 'sst2' &&
      hashFraction(`passage:${review.text}`) < passageShare;
    return isPassage ? [asQuery, { ...row, kind: 'passage', anchored: true }] : [asQuery];
  });
}

/**
 * SST-2 lists the phrases of a sentence as rows of their own: whole sentences are measured on, and nothing that is part
 * of one of them is trained on.
 */
function films(folder: string): Review[] {
  const rows = publicSets.sst2(folder).map(({ text, label }) => ({ text: text.trim(), label }));
  const isLong = ({ text }: { text: string }) => text.split(' ').length >= 15;
  const candidates = rows.filter((row) => isLong(row) && hashFraction(row.text) < 0.12);
  const long = rows.filter(isLong);
  const whole = candidates.filter(
    ({ text }) => !long.some((other) => other.text.length > text.length && other.text.includes(text)),
  );
  const measured = new Set(whole.map(({ text }) => text));
  const all = whole.map(({ text }) => text).join('\n');
  return rows.flatMap(({ text, label }): Review[] => {
    if (measured.has(text)) return [{ text, label, source: 'sst2', split: 'dev' }];
    return all.includes(text) || text.split(' ').length < 3
      ? []
      : [{ text, label, source: 'sst2', split: 'train' }];
  });
}

function chineseShop(folder: string): Review[] {
  return readCsv(join(folder, 'zh_reviews/online_shopping_10_cats.csv.gz'))
    .filter(({ review }) => review)
    .map(({ cat, label, review }) => ({
      text: review!,
      label: polarity(label),
      source: cat === unseenCategory ? 'online_shopping-unseen' : 'online_shopping',
      split: cat === unseenCategory ? 'dev' : splitOf(review!),
    }));
}

function meals(folder: string): Review[] {
  return publicSets
    .waimai(folder)
    .map(({ text, label }) => ({ text, label, source: 'waimai', split: splitOf(text) }));
}

function clothes(folder: string): Review[] {
  return readCsv(join(folder, 'womens_clothing/womens_clothing.csv.gz')).flatMap((row): Review[] => {
    const text = [row.Title, row['Review Text']].filter(Boolean).join('. ');
    const rating = Number(row.Rating);
    const kept = rating <= 2 || (rating === 5 && hashFraction(`kept:${text}`) < happyShare);
    if (text === '' || !kept) return [];
    const label = rating <= 2 ? 'negative' : 'positive';
    return [{ text, label, source: 'womens_clothing', split: splitOf(text) }];
  });
}

function splitOf(text: string): EncoderRow['split'] {
  const fraction = hashFraction(text);
  if (fraction < devShare) return 'dev';
  return fraction < devShare + calibrationShare ? 'calibration' : 'train';
}

function polarity(label: string | undefined): string {
  return label === '1' ? 'positive' : 'negative';
}
