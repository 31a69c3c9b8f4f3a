// Copies what stands beside the server's code and is not code (SQL, JSON, SVG, ONNX) into dist/server.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['core', 'retention', 'models', 'nlp', 'bot', 'adapters', 'app'];
const left = [join('models', 'artefacts')];

for (const folder of folders) {
  if (!existsSync(folder)) continue;
  cpSync(folder, join('dist', 'server', folder), {
    recursive: true,
    filter: (path) => !/\.tsx?$/.test(path) && !left.some((prefix) => path.startsWith(prefix)),
  });
}
