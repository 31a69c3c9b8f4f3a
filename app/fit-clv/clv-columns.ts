/** The columns of a table of purchases or of summaries: usual names, and the flag that names another. */
export const clvColumns = {
  id: {
    meaning: 'the shopper',
    flag: '--id',
    usualNames: [
      'customer_id',
      'shopper_id',
      'user_id',
      'client_id',
      'customer',
      'shopper',
      'customer_key',
      'cust',
      'id',
    ],
  },
  date: {
    meaning: 'the date of the purchase',
    flag: '--date',
    usualNames: [
      'date',
      'invoice_date',
      'order_date',
      'purchase_date',
      'transaction_date',
      'created_at',
      'ordered_at',
      'timestamp',
      'datetime',
      'time',
    ],
  },
  amount: {
    meaning: 'the amount of the purchase',
    flag: '--amount',
    usualNames: [
      'amount',
      'total',
      'value',
      'dollar_value',
      'order_total',
      'revenue',
      'sales',
      'spend',
      'monetary_value',
      'transaction_value',
    ],
  },
  quantity: { meaning: 'the quantity', flag: '--amount', usualNames: ['quantity', 'qty'] },
  price: { meaning: 'the price of one', flag: '--amount', usualNames: ['unit_price', 'price'] },
  frequency: {
    meaning: 'the number of repeat purchases',
    flag: '--frequency',
    usualNames: ['frequency', 'x', 'frequency_cal', 'repeat_purchases'],
  },
  recency: {
    meaning: 'the time from the first purchase to the last',
    flag: '--recency',
    usualNames: ['recency', 't_x', 'recency_cal'],
  },
  age: {
    meaning: 'the time from the first purchase to the end of observation',
    flag: '--age',
    usualNames: ['t', 'age', 't_cal', 'tenure'],
  },
  monetary: {
    meaning: 'the mean amount of the repeat purchases',
    flag: '--monetary',
    usualNames: ['monetary_value', 'zbar', 'monetary', 'm_x', 'monetary_value_cal', 'monetary_cal'],
  },
} as const;

/** Columns as the user named them; what is left out is guessed. */
export type GivenColumns = Partial<
  Record<'id' | 'date' | 'amount' | 'frequency' | 'recency' | 'age' | 'monetary', string>
>;
