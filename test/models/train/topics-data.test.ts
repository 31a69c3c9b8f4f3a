import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, sentimentLabels, topicLabels } from '../../../core/words.ts';

interface Message {
  readonly text: string;
  readonly topic: string | readonly string[];
  readonly sentiment: string;
  readonly split?: string;
  readonly language?: string;
}

function readMessages(pathFromRoot: string): Message[] {
  const lines = readFileSync(new URL(`../../../${pathFromRoot}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Message);
}

/** Two texts that differ in case, punctuation or spaces alone are the same message; emoji-only texts stay as they are. */
function sameness(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? text.trim() : letters;
}

function repeated(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const key = sameness(text);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

describe.each(languages)('topic messages in %s', (language) => {
  const messages = readMessages(`models/train/data/topics.${language}.jsonl`);
  const unseen = ['sixty-messages', 'sixty-later-messages'].map((name) =>
    readMessages(`test/fixtures/${name}.${language}.jsonl`),
  );

  it('carry a text and labels of the closed vocabularies', () => {
    const wrong = messages.filter(
      ({ text, topic, sentiment, split }) =>
        text !== text.trim() ||
        text === '' ||
        !(topicLabels as readonly unknown[]).includes(topic) ||
        !(sentimentLabels as readonly string[]).includes(sentiment) ||
        (split !== 'train' && split !== 'dev'),
    );
    expect(wrong).toEqual([]);
  });

  it.each(topicLabels)('have at least 60 to train on and 15 to develop with for %s', (topic) => {
    const ofTopic = messages.filter((message) => message.topic === topic);
    expect(ofTopic.filter(({ split }) => split === 'train').length).toBeGreaterThanOrEqual(60);
    expect(ofTopic.filter(({ split }) => split === 'dev').length).toBeGreaterThanOrEqual(15);
  });

  it('show every sentiment in both splits', () => {
    for (const split of ['train', 'dev']) {
      const sentiments = messages
        .filter((message) => message.split === split)
        .map(({ sentiment }) => sentiment);
      expect(new Set(sentiments)).toEqual(new Set(sentimentLabels));
    }
  });

  it('repeat no message, within a split or across splits', () => {
    expect(repeated(messages.map(({ text }) => text))).toEqual([]);
  });

  it('keep the unseen messages out of training and development', () => {
    expect(repeated([...messages, ...unseen.flat()].map(({ text }) => text))).toEqual([]);
  });

  it('have twice thirty unseen messages that cover all topics', () => {
    for (const thirty of unseen) {
      expect(thirty).toHaveLength(30);
      expect(thirty.every((message) => message.language === language)).toBe(true);
      expect(
        thirty.every(({ sentiment }) => (sentimentLabels as readonly string[]).includes(sentiment)),
      ).toBe(true);
      expect(new Set(thirty.flatMap(({ topic }) => topic))).toEqual(new Set(topicLabels));
    }
  });
});
