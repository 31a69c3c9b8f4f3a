/** In what times of a purchase history are counted. */
export type TimeUnit = 'day' | 'week' | 'month';

/** A month is a twelfth of 365.25 days: 30.4375. */
export const daysOfUnit: Readonly<Record<TimeUnit, number>> = { day: 1, week: 7, month: 30.4375 };
