import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelArtefactError } from '../../core/errors.ts';
import type { LinearHead } from '../runtime/linear-head.ts';
import type { TermHead } from '../runtime/term-head.ts';
import { artefactRoot } from './artefact-root.ts';
import type { Prefixes } from './manifest.ts';
import { type Artefact, openArtefact } from './open-artefact.ts';
import { decodeTermHead } from './term-head-file.ts';

/** A classifier of texts as it lies in a folder: its heads, and the encoder that they were trained on. */
export interface TextClassifierFiles {
  readonly name: string;
  readonly version: string;
  readonly head: LinearHead;
  readonly terms: TermHead | undefined;
  /** Below this highest probability a text is out of scope; null where none was chosen. */
  readonly outOfScopeThreshold: number | null;
  readonly encoderPath: string;
  /** Of that encoder. */
  readonly prefixes: Prefixes | undefined;
  readonly tokenizerPath: string;
  readonly tokenizerConfigPath: string;
}

/**
 * Opens a classifier that the program ships ("topic", "sentiment") or that `mainstay train text` wrote into a folder.
 * @throws ModelArtefactError when it is neither, when a file is missing or changed, or when its encoder is another
 * version than the one installed.
 */
export function openTextClassifier(nameOrFolder: string, root = artefactRoot()): TextClassifierFiles {
  const shipped = existsSync(join(root, nameOrFolder, 'head.json'));
  const folder = shipped ? join(root, nameOrFolder) : resolve(nameOrFolder);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new ModelArtefactError(
      `"${nameOrFolder}" is no model: "topic", "sentiment" or a folder that mainstay train text wrote would be right`,
    );
  const artefact = openArtefact(basename(folder), dirname(folder));
  const encoder = encoderOf(artefact, root);
  const has = (file: string) => artefact.manifest.files.some(({ path }) => path === file);
  return {
    name: artefact.manifest.name,
    version: artefact.manifest.version,
    head: JSON.parse(readFileSync(artefact.path('head.json'), 'utf8')) as LinearHead,
    terms: has('terms.json') ? decodeTermHead(readFileSync(artefact.path('terms.json'), 'utf8')) : undefined,
    outOfScopeThreshold: artefact.manifest.metrics.outOfScopeThreshold ?? null,
    ...encoder,
  };
}

/** Its own when it was tuned, else the one that is shipped. */
function encoderOf(artefact: Artefact, root: string) {
  const shipped = openArtefact('encoder', root);
  const { files, encoder, name } = artefact.manifest;
  const has = (file: string) => files.some(({ path }) => path === file);
  const own = has('encoder.int8.onnx');
  const tokenizer = has('tokenizer.json') ? artefact : shipped;
  if (!own && encoder !== undefined && encoder !== shipped.manifest.version)
    throw new ModelArtefactError(
      `model "${name}" was trained on ${encoder}, and ${shipped.manifest.version} is installed: train it again`,
    );
  return {
    encoderPath: (own ? artefact : shipped).path('encoder.int8.onnx'),
    prefixes: (own ? artefact : shipped).manifest.prefixes,
    tokenizerPath: tokenizer.path('tokenizer.json'),
    tokenizerConfigPath: tokenizer.path('tokenizer_config.json'),
  };
}
