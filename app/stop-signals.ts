/** A terminal's Ctrl+C reaches a server twice under npm, which passes on what the server has got already. */
const sameStrokeMs = 500;

/**
 * Aborts at the first SIGINT or SIGTERM: stop in good order. The second one, of whichever kind, ends the process at once.
 * To be called before anything is started that has to be stopped.
 */
export function stopSignals(): AbortSignal {
  const stopping = new AbortController();
  let firstAt = 0;
  const received = () => {
    if (!stopping.signal.aborted) {
      firstAt = performance.now();
      stopping.abort();
    } else if (performance.now() - firstAt > sameStrokeMs) process.exit(1);
  };
  process.on('SIGINT', received);
  process.on('SIGTERM', received);
  return stopping.signal;
}
