#!/usr/bin/env node
import { program } from './command-line.ts';
import { explainFailure } from './explain-failure.ts';

try {
  await program().parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
