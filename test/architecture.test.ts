import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Who may import whom; the table of docs/architecture.md. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  retention: ['core'],
  models: ['core'],
  nlp: ['core', 'models'],
  bot: ['core', 'retention', 'nlp'],
  adapters: ['core', 'retention', 'nlp', 'bot'],
  app: ['core', 'retention', 'models', 'nlp', 'bot', 'adapters'],
  web: ['core/contracts'],
};

/** Packages that only these places may import. */
const packageHomes: Record<string, readonly string[]> = {
  botbuilder: ['adapters/bot-framework', 'adapters/direct-line', 'bot/turn-entry.ts'],
  express: ['adapters/http', 'adapters/direct-line', 'adapters/bot-framework'],
  'express-session': ['adapters/http/staff'],
  'connect-pg-simple': ['adapters/http/staff'],
  'csrf-sync': ['adapters/http/staff'],
  'openid-client': ['adapters/http/staff'],
  '@node-rs/argon2': ['adapters/http/staff'],
  'rate-limiter-flexible': ['adapters/http/staff'],
  nodemailer: ['adapters/mail'],
  langchain: ['adapters/llm'],
  '@langchain/core': ['adapters/llm'],
  '@langchain/openai': ['adapters/llm'],
  pg: ['adapters/postgres'],
  '@gorules/zen-engine': ['adapters/rules'],
  vega: ['adapters/charts'],
  'vega-lite': ['adapters/charts'],
  '@growthbook/growthbook': ['retention/experiments'],
  'onnxruntime-node': ['models/runtime'],
  '@huggingface/tokenizers': ['nlp/tokenizer'],
};

interface Imports {
  file: string;
  local: string[];
  packages: string[];
}

const files = Object.keys(mayImport).flatMap((folder) => sourceFiles(folder).map(importsOf));

test('folders import only what the table allows', () => {
  const broken = files.flatMap(({ file, local }) =>
    local.filter((target) => !allowed(file, target)).map((target) => `${file} imports ${target}`),
  );
  expect(broken).toEqual([]);
});

test('edge packages stay at their edge', () => {
  const broken = files.flatMap(({ file, packages }) =>
    packages
      .filter((name) => packageHomes[name] && !packageHomes[name].some((home) => file.startsWith(home)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(broken).toEqual([]);
});

test('no file imports itself by a circle', () => {
  const graph = new Map(files.map(({ file, local }) => [file, local]));
  expect(findCircle(graph)).toEqual([]);
});

function allowed(file: string, target: string): boolean {
  const from = file.split('/')[0]!;
  const to = target.split('/')[0]!;
  return from === to || mayImport[from]!.some((folder) => target.startsWith(`${folder}/`));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Imports {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const specifiers = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap((statement) =>
      statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ];
  const source = readFileSync(join(root, file), 'utf8');
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^['"](.+)['"]$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
    if (literal) specifiers.push(literal[1]!);
  }
  return {
    file,
    local: specifiers
      .filter((name) => name.startsWith('.') && !name.includes('/node_modules/'))
      .map((name) => relative(root, join(root, dirname(file), name))),
    packages: specifiers
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map(packageName),
  };
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The first circle found, as the files on it; empty when there is none. */
function findCircle(graph: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (done.has(file)) return [];
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next);
      if (circle.length > 0) return circle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = visit(file);
    if (circle.length > 0) return circle;
  }
  return [];
}
