/**
 * Turns through Direct Line: message in by HTTP, models, policy, two commits, reply out by WebSocket. The server runs
 * (as built) in a process of its own with its embedded Postgres; this process plays the shoppers on the same machine.
 * Usage: npm run bench:turn [-- SECONDS_A_PHASE [HOME_FOLDER_TO_KEEP [NODE_OPTION_OF_THE_SERVER ...]]]
 */
import { cpus, loadavg } from 'node:os';
import { turnSteps } from '../../bot/ports/turn-metrics.ts';
import { messages } from './messages.ts';
import { type Quantiles, quantilesOf } from './quantiles.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { Talk } from './talk.ts';

const seconds = Number(process.argv[2] ?? 20);
const crowd = 50;

interface Phase {
  readonly latencies: number[];
  readonly durationS: number;
}

const ms = (value: number) => value.toFixed(1).padStart(8);
const row = (name: string, { p50, p95, p99 }: Quantiles, rest = '') =>
  console.log(`${name.padEnd(34)}${ms(p50)}${ms(p95)}${ms(p99)}  ${rest}`);

/** Conversations of verified shoppers of the demo shop, a shopper each. */
function openTalks(server: ServerProcess, count: number): Promise<Talk[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) => Talk.open(server.origin, server.secret, `c${100_000 + i}`)),
  );
}

async function greet(talks: readonly Talk[]): Promise<void> {
  await Promise.all(talks.map(async (talk) => (await talk.say(messages[0]!)).answered));
}

/** Each conversation says its next message when the last one is answered. */
async function closedLoop(talks: readonly Talk[], durationS: number): Promise<Phase> {
  const latencies: number[] = [];
  const begun = performance.now();
  const end = begun + durationS * 1000;
  let next = 0;
  await Promise.all(
    talks.map(async (talk) => {
      while (performance.now() < end) {
        const { posted, answered } = await talk.say(messages[next++ % messages.length]!);
        if (posted.status === 200) latencies.push(await answered);
        else await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }),
  );
  return { latencies, durationS: (performance.now() - begun) / 1000 };
}

/** Messages arrive at a fixed rate, whatever becomes of the ones before. */
async function openLoop(talks: readonly Talk[], perSecond: number, durationS: number) {
  const accepted: number[] = [];
  const refused: number[] = [];
  let withoutRetryAfter = 0;
  let asked = 0;
  const jobs: Promise<void>[] = [];
  const begun = performance.now();
  while (performance.now() - begun < durationS * 1000) {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
    for (; asked < due; asked++) {
      const talk = talks[asked % talks.length]!;
      jobs.push(
        talk.say(messages[asked % messages.length]!).then(async ({ posted, answered }) => {
          if (posted.status === 200) {
            await answered;
            accepted.push(performance.now());
          } else {
            refused.push(posted.milliseconds);
            if (!posted.retryAfter) withoutRetryAfter++;
          }
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const within = accepted.filter((at) => at - begun < durationS * 1000).length;
  await Promise.all(jobs);
  return { goodput: within / durationS, refused, withoutRetryAfter, asked };
}

/** Mean milliseconds of each step between two readings of the server's metrics. */
function steps(before: Map<string, number>, after: Map<string, number>): string {
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return turnSteps
    .map((step) => {
      const count = grown(`mainstay_turn_step_milliseconds_count{step="${step}"}`);
      const sum = grown(`mainstay_turn_step_milliseconds_sum{step="${step}"}`);
      return count === 0 ? null : `${step} ${(sum / count).toFixed(2)}`;
    })
    .filter((text) => text !== null)
    .join(', ');
}

async function measured<T>(server: ServerProcess, work: () => Promise<T>) {
  const before = await server.metrics(); // also starts the window of the event loop's delay anew
  const ownBefore = process.cpuUsage();
  const result = await work();
  const own = process.cpuUsage(ownBefore);
  const after = await server.metrics();
  const cpuS = (after.get('process_cpu_seconds_total') ?? 0) - (before.get('process_cpu_seconds_total') ?? 0);
  const delayMs = (after.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN) * 1000;
  const memoryMb = (after.get('process_resident_memory_bytes') ?? Number.NaN) / 1_048_576;
  const driverS = (own.user + own.system) / 1e6;
  return { result, cpuS, driverS, delayMs, memoryMb, means: steps(before, after) };
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${seconds} s a phase, load ${loadavg()[0]!.toFixed(1)}`,
);
const server = await startServerProcess(process.argv[3], process.argv.slice(4));
try {
  console.log(`from spawn to ready: ${server.startS.toFixed(1)} s`);
  const everybody = await openTalks(server, crowd + 250);
  const talks = everybody.slice(0, crowd);
  // A shopper's first turn draws their offer of the period: not what a usual turn does.
  for (let i = 0; i < everybody.length; i += 25) await greet(everybody.slice(i, i + 25));
  await closedLoop(talks, Math.min(5, seconds)); // warm-up: compiled code, prepared plans, connections
  const atRest = (await server.metrics()).get('process_resident_memory_bytes') ?? Number.NaN;

  console.log(
    `\n${'message to reply, ms'.padEnd(34)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'p99'.padStart(8)}`,
  );
  const one = await measured(server, () => closedLoop(talks.slice(0, 1), seconds));
  row('1 conversation', quantilesOf(one.result.latencies), `${one.result.latencies.length} turns`);
  const many = await measured(server, () => closedLoop(talks, seconds));
  const peak = many.result.latencies.length / many.result.durationS;
  row(`${crowd} conversations`, quantilesOf(many.result.latencies), `${many.result.latencies.length} turns`);
  console.log(`\nturns a second, ${crowd} conversations   ${peak.toFixed(1)}`);
  console.log(
    `event loop delay p99, ms           ${one.delayMs.toFixed(1)} at 1, ${many.delayMs.toFixed(1)} at ${crowd}`,
  );
  // Without Postgres and without this process: what remains the same when the machine is shared.
  const cpuMs = (1000 * many.cpuS) / many.result.latencies.length;
  const driverMs = (1000 * many.driverS) / many.result.latencies.length;
  console.log(
    `processor time, ms a turn          ${cpuMs.toFixed(1)} server (models included), ${driverMs.toFixed(1)} this driver`,
  );
  console.log(`\nmean ms by step, 1 conversation:  ${one.means}`);
  console.log(`mean ms by step, ${crowd} conversations: ${many.means}`);

  const over = await measured(server, () => openLoop(everybody, peak * 3, seconds));
  const { goodput, refused, withoutRetryAfter, asked } = over.result;
  console.log(`\n3x overload: ${asked} messages at ${(peak * 3).toFixed(0)} a second`);
  console.log(
    `goodput, turns a second            ${goodput.toFixed(1)} (${((100 * goodput) / peak).toFixed(0)} % of peak)`,
  );
  row(`refusals (${refused.length})`, quantilesOf(refused), `${withoutRetryAfter} without Retry-After`);
  console.log(
    `memory, MB                         ${(atRest / 1_048_576).toFixed(0)} before, ${many.memoryMb.toFixed(0)} at ${crowd}, ${over.memoryMb.toFixed(0)} after overload`,
  );
  for (const talk of everybody) talk.close();
} finally {
  await server.stop();
}
