/** Between two readings of one start: clocks of the system are set now and then. */
const sameWithinMs = 5_000;

/** When this process began, ISO 8601, whatever thread asks: with its id it names a process. */
export function processStart(): string {
  const now = performance.timeOrigin + performance.now();
  return new Date(now - 1000 * process.uptime()).toISOString();
}

/** Whether a process of this one's id is this one: in a container each start has the same id. */
export function isThisStart(startedAt: string): boolean {
  return Math.abs(Date.parse(processStart()) - Date.parse(startedAt)) < sameWithinMs;
}
