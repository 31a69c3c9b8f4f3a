import { openArtefact } from '../models/registry/open-artefact.ts';
import type { Encoding } from '../models/runtime/encoder-session.ts';
import { TextTokenizer } from '../nlp/tokenizer/text-tokenizer.ts';
import { encodeTexts } from './encode-texts.ts';
import type { Progress } from './progress.ts';

/** Messages as the encoder of a folder of artefacts reads them in service, in their order. */
export async function encodeAsServed(
  root: string,
  texts: readonly string[],
  progress: Progress,
): Promise<Encoding[]> {
  const encoder = openArtefact('encoder', root);
  const tokenizer = TextTokenizer.load(
    encoder.path('tokenizer.json'),
    encoder.path('tokenizer_config.json'),
    { prefixes: encoder.manifest.prefixes },
  );
  const step = progress.begin(`encoding ${texts.length} texts`);
  const { encodings } = await encodeTexts(
    encoder.path('encoder.int8.onnx'),
    tokenizer.padToken,
    texts.map((text) => tokenizer.encodeAs('query', text)),
    (share) => step.at(share),
  );
  step.end();
  return encodings;
}
