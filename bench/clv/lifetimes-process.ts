import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const script = `
import sys, time, json, warnings
warnings.filterwarnings('ignore')
import pandas as pd, lifetimes
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter, ParetoNBDFitter
data = pd.read_csv(sys.argv[1])
fitters = {'bgnbd': BetaGeoFitter, 'mbgnbd': ModifiedBetaGeoFitter, 'paretonbd': ParetoNBDFitter}
print(json.dumps({'version': lifetimes.__version__}), flush=True)
for line in sys.stdin:
    fitter = fitters[line.strip()]()
    begun = time.perf_counter()
    busy = time.process_time()
    fitter.fit(data['frequency'], data['recency'], data['T'])
    print(json.dumps({'ms': 1000 * (time.perf_counter() - begun), 'cpuMs': 1000 * (time.process_time() - busy), 'parameters': dict(fitter.params_)}), flush=True)
`;

export interface LifetimesProcess {
  readonly version: string;
  fit(model: string): Promise<{ ms: number; cpuMs: number; parameters: Record<string, number> }>;
  close(): void;
}

/** Python's lifetimes on a summary, kept running so that only fits are timed; null where it is not installed. */
export async function startLifetimes(python: string, summary: string): Promise<LifetimesProcess | null> {
  if (spawnSync(python, ['-c', 'import lifetimes']).status !== 0) return null;
  const child = spawn(python, ['-c', script, summary], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await answers.next()).value as string);
  const { version } = (await next()) as { version: string };
  return {
    version,
    fit(model) {
      child.stdin!.write(`${model}\n`);
      return next();
    },
    close: () => endOf(child),
  };
}

function endOf(child: ChildProcess): void {
  child.stdin?.end();
}
