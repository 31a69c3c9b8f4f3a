import type { Candidate } from './candidate.ts';
import { logisticCandidate, splinesCandidate } from './logistic-candidate.ts';
import { meanCandidate } from './mean-candidate.ts';
import { treesCandidate } from './trees-candidate.ts';

/** What is tried; the first is what the others are held against. */
export const churnCandidates: readonly { readonly name: string; readonly candidate: Candidate }[] = [
  { name: 'logistic', candidate: logisticCandidate },
  { name: 'splines', candidate: splinesCandidate },
  { name: 'trees', candidate: treesCandidate },
  { name: 'splines and trees', candidate: meanCandidate(splinesCandidate, treesCandidate) },
];
