import { BadInputError } from '../../core/errors.ts';
import type {
  Choice,
  LinearScore,
  PolicyFeature,
  PolicyRule,
  PortablePolicy,
  TreeNode,
  TreesScore,
} from './portable-policy.ts';

/**
 * Checks a parsed JSON file; what passes can be applied without surprises.
 * @param source how the file is called in messages.
 * @throws BadInputError that names the place in the file and what would be right.
 */
export function readPortablePolicy(json: unknown, source: string): PortablePolicy {
  const at = new Place(source);
  const file = at.object(json);
  const format = file.get('format').is('mainstay-policy-1');
  const actions = file.has('actions') ? file.get('actions').list((item) => item.text()) : [];
  if (new Set(actions).size !== actions.length) file.get('actions').wrong('an action twice', 'each once');
  const features = file.has('features') ? file.get('features').list(featureOf) : [];
  const floor = file.has('floor') ? file.get('floor').number(0, 1) : 0;
  if (floor * actions.length > 1 + 1e-12)
    file.get('floor').wrong(floor, `at most 1 / ${actions.length}, the number of actions`);
  const kind = file.get('rule').object().get('kind').text();
  if (actions.length === 0 && kind !== 'uniform' && kind !== 'column')
    file.get('actions').wrong('nothing', 'the names of the actions, as the log writes them');
  const rule = ruleOf(file.get('rule'), actions, features.length);
  return { format, actions, features, rule, floor };
}

/** The policy that gives every open action the same probability, whatever the log's actions are. */
export const uniformPolicy: PortablePolicy = {
  format: 'mainstay-policy-1',
  actions: [],
  features: [],
  rule: { kind: 'uniform' },
  floor: 0,
};

function featureOf(item: Place): PolicyFeature {
  const feature = item.object();
  return {
    column: feature.get('column').text(),
    ...(feature.has('equals') && { equals: feature.get('equals').text() }),
    ...(feature.has('missing') && { missing: feature.get('missing').number() }),
  };
}

function ruleOf(place: Place, actions: readonly string[], featureCount: number): PolicyRule {
  const rule = place.object();
  const kind = rule.get('kind').text() as PolicyRule['kind'];
  const perAction = <T>(name: string, of: (item: Place) => T): T[] => {
    const list = rule.get(name).list(of);
    if (list.length !== actions.length)
      rule.get(name).wrong(`${list.length} entries`, `one for each of the ${actions.length} actions`);
    return list;
  };
  switch (kind) {
    case 'uniform':
      return { kind };
    case 'constant': {
      const action = rule.get('action').text();
      if (!actions.includes(action)) rule.get('action').wrong(`"${action}"`, `one of ${actions.join(', ')}`);
      return { kind, action };
    }
    case 'probabilities': {
      const probabilities = perAction('probabilities', (item) => item.number(0, 1));
      const sum = probabilities.reduce((total, value) => total + value, 0);
      if (Math.abs(sum - 1) > 1e-6)
        rule.get('probabilities').wrong(`a sum of ${sum}`, 'probabilities that sum to 1');
      return { kind, probabilities };
    }
    case 'column':
      return { kind, holds: rule.get('holds').is('action'), column: rule.get('column').text() };
    case 'columns':
      return { kind, columns: perAction('columns', (item) => item.text()) };
    case 'linear':
      return {
        kind,
        scores: perAction('scores', (item) => linearOf(item, featureCount)),
        choose: choiceOf(rule.get('choose')),
      };
    case 'trees':
      return {
        kind,
        scores: perAction('scores', (item) => treesOf(item, featureCount)),
        choose: choiceOf(rule.get('choose')),
      };
    case 'tree':
      return { kind, tree: treeOf(rule.get('tree'), featureCount, actions.length) };
    default:
      return rule
        .get('kind')
        .wrong(`"${kind}"`, 'uniform, constant, probabilities, column, columns, linear, trees or tree');
  }
}

function linearOf(item: Place, featureCount: number): LinearScore {
  const score = item.object();
  const weights = score.get('weights').list((weight) => weight.number());
  if (weights.length !== featureCount)
    score.get('weights').wrong(`${weights.length} weights`, `one for each of the ${featureCount} features`);
  return { intercept: score.get('intercept').number(), weights };
}

function treesOf(item: Place, featureCount: number): TreesScore {
  const score = item.object();
  return {
    intercept: score.get('intercept').number(),
    trees: score.get('trees').list((tree) => treeOf(tree, featureCount, null)),
  };
}

/** @param leafCount leaves are indexes below it; null: any number. */
function treeOf(place: Place, featureCount: number, leafCount: number | null): TreeNode[] {
  const size = place.length();
  if (size === 0) place.wrong('an empty list', 'at least one node');
  return place.list((item, index) => {
    const node = item.object();
    if (node.has('value')) {
      const value = node.get('value').number();
      if (leafCount !== null && !(Number.isInteger(value) && value >= 0 && value < leafCount))
        node.get('value').wrong(value, `the index of an action, 0 to ${leafCount - 1}`);
      return { value };
    }
    return {
      feature: node.get('feature').index(0, featureCount),
      threshold: node.get('threshold').number(),
      // Children after their parent: walking a tree always ends.
      left: node.get('left').index(index + 1, size),
      right: node.get('right').index(index + 1, size),
    };
  });
}

function choiceOf(place: Place): Choice {
  const choice = place.object();
  const by = choice.get('by').text();
  if (by === 'argmax') return { by, ...(choice.has('margin') && { margin: choice.get('margin').number() }) };
  if (by !== 'softmax') return choice.get('by').wrong(`"${by}"`, 'argmax or softmax');
  const temperature = choice.get('temperature').number();
  if (temperature <= 0) choice.get('temperature').wrong(temperature, 'a number above 0');
  return { by, temperature };
}

/** A value in the file and the way to it. */
class Place {
  readonly #source: string;
  readonly #path: string;
  readonly #value: unknown;

  constructor(source: string, path = '', value?: unknown) {
    this.#source = source;
    this.#path = path;
    this.#value = value;
  }

  wrong(found: unknown, right: string): never {
    throw new BadInputError(
      `policy file "${this.#source}"${this.#path === '' ? '' : `, ${this.#path}`}: ${String(found)}; ${right} would be right`,
    );
  }

  object(value: unknown = this.#value): Place {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.#wrongValue(value, 'an object');
    return new Place(this.#source, this.#path, value);
  }

  has(name: string): boolean {
    return (this.#value as Record<string, unknown>)[name] !== undefined;
  }

  get(name: string): Place {
    const path = this.#path === '' ? name : `${this.#path}.${name}`;
    return new Place(this.#source, path, (this.#value as Record<string, unknown>)[name]);
  }

  length(): number {
    return Array.isArray(this.#value) ? this.#value.length : this.#wrongValue(this.#value, 'a list');
  }

  list<T>(of: (item: Place, index: number) => T): T[] {
    this.length();
    return (this.#value as unknown[]).map((value, i) =>
      of(new Place(this.#source, `${this.#path}[${i}]`, value), i),
    );
  }

  text(): string {
    if (typeof this.#value === 'number') return String(this.#value);
    return typeof this.#value === 'string' ? this.#value : this.#wrongValue(this.#value, 'a text');
  }

  is<T extends string>(expected: T): T {
    return this.#value === expected ? expected : this.#wrongValue(this.#value, `"${expected}"`);
  }

  number(atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY): number {
    const value = this.#value;
    if (typeof value === 'number' && Number.isFinite(value) && value >= atLeast && value <= atMost)
      return value;
    const bounds = Number.isFinite(atLeast) ? ` from ${atLeast} to ${atMost}` : '';
    return this.#wrongValue(value, `a number${bounds}`);
  }

  /** A whole number in [from, below). */
  index(from: number, below: number): number {
    const value = this.number();
    if (Number.isInteger(value) && value >= from && value < below) return value;
    return this.wrong(value, from < below ? `a whole number from ${from} to ${below - 1}` : 'a leaf');
  }

  #wrongValue(value: unknown, right: string): never {
    return this.wrong(value === undefined ? 'missing' : JSON.stringify(value), right);
  }
}
