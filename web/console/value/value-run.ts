import type { ValuePage } from '../../../core/contracts/console-value.ts';

export type ValueRun = NonNullable<ValuePage['run']>;
export type FittedOutcome = Extract<ValueRun['outcome'], { state: 'fitted' }>;
export type RefusedOutcome = Extract<ValueRun['outcome'], { state: 'refused' }>;
