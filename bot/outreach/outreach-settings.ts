/** `shops.settings.outreach`: whether, whom and when the bot writes to on its own initiative. Off unless it is set. */
export interface OutreachSettings {
  readonly enabled: boolean;
  /** Behavioural risk from here on, 0..1. */
  readonly riskAtLeast: number;
  /** What a shopper must have spent, minor units. */
  readonly clvAtLeastCents: number;
  /** Nobody is chosen twice within so many days. */
  readonly everyDays: number;
  /** Nothing is written between these times of day, by the shopper's clock where it is known, else the shop's. */
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Share of those chosen that are written to; the rest are held back for comparison. */
  readonly contactShare: number;
  /** Most that are chosen in one run. */
  readonly perRun: number;
  /** A message in the chat carries the offer that the shopper's period draws, from the same budgets as the chat's. */
  readonly offers: boolean;
  /** Name and postal address of the sender, under every e-mail; some places (15 U.S.C. 7704) demand one. */
  readonly postalAddress: string;
}

export const defaultOutreachSettings: OutreachSettings = {
  enabled: false,
  riskAtLeast: 0.6,
  clvAtLeastCents: 0,
  everyDays: 30,
  quietFrom: '20:00',
  quietTo: '09:00',
  contactShare: 0.5,
  perRun: 50,
  offers: false,
  postalAddress: '',
};

const share = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
const count = (least: number) => (value: unknown) => Number.isSafeInteger(value) && Number(value) >= least;
const timeOfDay = (value: unknown) => typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);

const fits: Readonly<Record<keyof OutreachSettings, (value: unknown) => boolean>> = {
  enabled: (value) => typeof value === 'boolean',
  riskAtLeast: share,
  clvAtLeastCents: count(0),
  everyDays: count(1),
  quietFrom: timeOfDay,
  quietTo: timeOfDay,
  contactShare: share,
  perRun: count(1),
  offers: (value) => typeof value === 'boolean',
  postalAddress: (value) => typeof value === 'string' && value.length <= 300,
};

/** What is stored, laid over the defaults; a value that is none counts as left out, and so switches nothing on. */
export function readOutreachSettings(stored: unknown): OutreachSettings {
  if (typeof stored !== 'object' || stored === null) return defaultOutreachSettings;
  const given = Object.entries(stored).filter(([name, value]) =>
    Object.hasOwn(fits, name) ? fits[name as keyof OutreachSettings](value) : false,
  );
  return { ...defaultOutreachSettings, ...Object.fromEntries(given) };
}
