interface Sale {
  readonly id: string;
  /** English, Chinese. */
  readonly name: readonly [string, string];
  readonly code: string;
  readonly percent: number;
  /** A season's code wants a minimum and is mostly overlooked; a sale is for everything and brings shoppers in. */
  readonly season: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export const seasonMinimumCents = 3_000;

/** UTC months and days: the first day, and the first day after. A season may end in the next year. */
const calendar = [
  { code: 'NEWYEAR10', name: ['New Year sale', '新年大促'], season: false, from: [1, 2], until: [1, 16] },
  { code: 'SPRING10', name: ['Spring', '春季'], season: true, from: [3, 1], until: [6, 1] },
  { code: 'SUMMER10', name: ['Summer', '夏季'], season: true, from: [6, 1], until: [9, 1] },
  { code: 'JULY10', name: ['July sale', '七月大促'], season: false, from: [7, 1], until: [7, 15] },
  { code: 'AUTUMN10', name: ['Autumn', '秋季'], season: true, from: [9, 1], until: [12, 1] },
  { code: 'BLACK10', name: ['Black Week', '黑五周'], season: false, from: [11, 20], until: [12, 1] },
  { code: 'WINTER10', name: ['Winter', '冬季'], season: true, from: [12, 1], until: [15, 1] },
] as const;

/** Every sale and season of the demo shop that runs at some time in between, in order of their starts. */
export function salesBetween(from: Date, until: Date): Sale[] {
  const sales: Sale[] = [];
  for (let year = from.getUTCFullYear() - 1; year <= until.getUTCFullYear(); year++) {
    for (const entry of calendar) {
      const startsAt = new Date(Date.UTC(year, entry.from[0] - 1, entry.from[1]));
      const endsAt = new Date(Date.UTC(year, entry.until[0] - 1, entry.until[1]));
      if (endsAt <= from || startsAt > until) continue;
      const id = `${entry.code.toLowerCase()}-${year}`;
      sales.push({
        id,
        name: entry.name,
        code: entry.code,
        percent: 10,
        season: entry.season,
        startsAt,
        endsAt,
      });
    }
  }
  return sales;
}

/** The sale that runs at a moment, or null; seasons are none. */
export function saleAt(moment: Date): Sale | null {
  return runningAt(moment, false);
}

/** The season of a moment: there is always one. */
export function seasonAt(moment: Date): Sale {
  return runningAt(moment, true)!;
}

/** The generator asks for every order that might have been: the calendar is looked at before anything is made. */
function runningAt(moment: Date, season: boolean): Sale | null {
  const today = (moment.getUTCMonth() + 1) * 100 + moment.getUTCDate();
  const runs = calendar.some(({ season: ofSeason, from, until }) => {
    const [begin, end] = [from[0] * 100 + from[1], until[0] * 100 + until[1]];
    return ofSeason === season && [today, today + 1200].some((day) => begin <= day && day < end);
  });
  return runs
    ? salesBetween(moment, moment).find((sale) => sale.season === season && sale.startsAt <= moment)!
    : null;
}
