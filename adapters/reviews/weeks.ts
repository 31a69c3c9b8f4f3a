const dayMs = 86_400_000;

/** The Monday (yyyy-mm-dd) of the week that a moment lies in, in a time zone. */
export function weekOf(moment: Date, timeZone: string): string {
  const local = new Date(`${dateIn(moment, timeZone)}T00:00:00Z`);
  return addDays(local, -((local.getUTCDay() + 6) % 7));
}

/** So many Mondays that end with the given one, oldest first. */
export function weeksUntil(last: string, count: number): string[] {
  const end = new Date(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => addDays(end, -7 * (count - 1 - i)));
}

function addDays(date: Date, days: number): string {
  return new Date(date.getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** A day as yyyy-mm-dd, which Swedish happens to write. */
function dateIn(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}
