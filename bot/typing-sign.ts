/** An answer that comes sooner needs no sign: it would flicker. */
const afterMs = 300;
/** Clients take the sign down after five to eight seconds. */
const everyMs = 4_000;

/** Shows that the bot is at work, from when somebody might wonder; returns how to end it. */
export function typingSign(show: () => void): () => void {
  let timer = setTimeout(function again() {
    show();
    timer = setTimeout(again, everyMs);
    timer.unref();
  }, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
