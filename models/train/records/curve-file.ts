import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunPoint } from '../../../core/contracts/runs.ts';
import { replaceFile } from './replace-file.ts';

export const curveFileName = 'curve.jsonl';

/** The points of a curve; a last line that a kill cut short is left out. */
export function parseCurve(text: string): RunPoint[] {
  return text.split('\n').flatMap((line) => {
    try {
      const point = JSON.parse(line) as RunPoint;
      return Number.isInteger(point?.step) ? [point] : [];
    } catch {
      return [];
    }
  });
}

export function readCurve(folder: string): RunPoint[] {
  const path = join(folder, curveFileName);
  return existsSync(path) ? parseCurve(readFileSync(path, 'utf8')) : [];
}

export function appendPoint(folder: string, point: RunPoint): void {
  appendFileSync(join(folder, curveFileName), lineOf(point));
}

export function replaceCurve(folder: string, points: readonly RunPoint[]): void {
  replaceFile(join(folder, curveFileName), points.map(lineOf).join(''));
}

function lineOf(point: RunPoint): string {
  return `${JSON.stringify(point)}\n`;
}
