/** `shops.settings.desk`: how a shop's people work. What is left out has the default. */
export interface DeskSettings {
  /** Targets in minutes of the shop's office hours. */
  readonly sla: {
    readonly firstReplyMinutes: number;
    /** For requests of at least `urgentPriority`. */
    readonly urgentFirstReplyMinutes: number;
    readonly nextReplyMinutes: number;
    readonly resolutionMinutes: number;
  };
  /** 0..1: from here on a request is urgent. */
  readonly urgentPriority: number;
  /** An agent whose desk was not heard of for so long has gone: what they hold returns to the queue. */
  readonly agentTimeoutS: number;
  /** 'load': who is available and holds least gets the next request; 'manual': agents take. */
  readonly assignment: 'manual' | 'load';
  /** How long a reply waits for Undo. */
  readonly undoMs: number;
  readonly alerts: {
    /** What a shopper must have spent to count as valuable; null: the top tenth of the shop's buyers. */
    readonly minimumClvCents: number | null;
    readonly riskProbability: number;
    /** At most one alert for a shopper in so many days. */
    readonly periodDays: number;
  };
  /** Offers that agents may give for a fact; null: every active one. */
  readonly remedies: Readonly<Record<'late' | 'broken' | 'wrong', readonly string[] | null>>;
}

export const defaultDeskSettings: DeskSettings = {
  sla: { firstReplyMinutes: 15, urgentFirstReplyMinutes: 5, nextReplyMinutes: 10, resolutionMinutes: 480 },
  urgentPriority: 0.7,
  agentTimeoutS: 90,
  assignment: 'manual',
  undoMs: 3_000,
  alerts: { minimumClvCents: null, riskProbability: 0.6, periodDays: 30 },
  remedies: { late: ['free-shipping', 'loyalty-perk', 'percent-5'], broken: null, wrong: null },
};

/** What is stored, laid over the defaults; a value of the wrong kind counts as left out. */
export function readDeskSettings(stored: unknown): DeskSettings {
  return overlay(defaultDeskSettings, stored) as DeskSettings;
}

/** Fields that may be null or of their kind. */
const nullable: Readonly<Record<string, (value: unknown) => boolean>> = {
  minimumClvCents: (value) => typeof value === 'number',
  late: isTexts,
  broken: isTexts,
  wrong: isTexts,
};

function overlay(usual: unknown, given: unknown, name = ''): unknown {
  if (name in nullable) return given === null || nullable[name]!(given) ? given : usual;
  if (typeof usual === 'object' && usual !== null) {
    const own = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
    return Object.fromEntries(
      Object.entries(usual).map(([field, value]) => [field, overlay(value, own[field], field)]),
    );
  }
  if (name === 'assignment') return given === 'load' ? 'load' : 'manual';
  return typeof given === typeof usual && (typeof given !== 'number' || given >= 0) ? given : usual;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
