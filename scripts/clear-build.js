// Empties dist/server: what was renamed or removed since the last build would run on, migrations among it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

rmSync(join('dist', 'server'), { recursive: true, force: true });
