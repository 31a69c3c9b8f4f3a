/** Harm that an experiment of a new shop puts up with: two points of complaints, one of opt-outs, five of handoffs. */
export const usualGuardrails = [
  { metric: 'complaints', tolerated: 0.02 },
  { metric: 'opt_outs', tolerated: 0.01 },
  { metric: 'handoffs', tolerated: 0.05 },
] as const;
