import { join } from 'node:path';
import { Command } from 'commander';
import { decisionsOfConversation } from '../adapters/postgres/money-decisions.ts';
import { PostgresRiskAssessor } from '../adapters/postgres/risk-assessor.ts';
import { systemClock } from '../core/clock.ts';
import { silentLogger } from '../core/logger.ts';
import { RunShelf } from '../models/train/records/run-shelf.ts';
import { analyseExperimentCommand } from './commands/analyse-experiment.ts';
import { analyseReviewsCommand } from './commands/analyse-reviews.ts';
import { chatCommand } from './commands/chat.ts';
import { evaluatePolicyCommand } from './commands/evaluate-policy.ts';
import { evaluateRecommenderCommand } from './commands/evaluate-recommender.ts';
import { evaluateTextCommand } from './commands/evaluate-text.ts';
import { exportAudienceCommand } from './commands/export-audience.ts';
import { exportEncoderCommand } from './commands/export-encoder.ts';
import { fitChurnCommand } from './commands/fit-churn.ts';
import { fitClvCommand } from './commands/fit-clv.ts';
import { fitSpendCommand } from './commands/fit-spend.ts';
import { importCommand } from './commands/import.ts';
import { importSpendCommand } from './commands/import-spend.ts';
import { laboratoryCommand } from './commands/laboratory.ts';
import { learnPolicyCommand } from './commands/learn-policy.ts';
import { openCommandDatabase } from './commands/open-command-database.ts';
import { outreachCommand } from './commands/outreach.ts';
import { peopleCommand } from './commands/people.ts';
import { planAllocationCommand } from './commands/plan-allocation.ts';
import { planExperimentCommand } from './commands/plan-experiment.ts';
import { planGeoHoldoutCommand } from './commands/plan-geo-holdout.ts';
import { runsCommand } from './commands/runs.ts';
import { serveCommand } from './commands/serve-models.ts';
import { settingsCommand } from './commands/settings.ts';
import { shopCommand } from './commands/shop.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import { suggestPriceCommand } from './commands/suggest-price.ts';
import { trainChurnCommand } from './commands/train-churn.ts';
import { trainChurnTextCommand } from './commands/train-churn-text.ts';
import { trainEncoderCommand } from './commands/train-encoder.ts';
import { trainRecommenderCommand } from './commands/train-recommender.ts';
import { trainReviewHeadsCommand } from './commands/train-review-heads.ts';
import { trainTextModelCommand } from './commands/train-text-model.ts';
import { trainTopicsCommand } from './commands/train-topics.ts';
import { tuneCommand } from './commands/tune-text.ts';
import { understandCommand } from './commands/understand.ts';
import { whyCommand } from './commands/why.ts';
import { readConfig } from './config.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';

/** The one command line, `mainstay`. */
export function program(): Command {
  return new Command('mainstay')
    .description('Chat-driven customer service and retention for online shops')
    .showHelpAfterError('(mainstay --help lists the commands)')
    .addCommand(startCommand())
    .addCommand(shopCommand())
    .addCommand(importCommand().addCommand(importSpendCommand()))
    .addCommand(chatCommand())
    .addCommand(understandCommand())
    .addCommand(whyCommand(openDecisions))
    .addCommand(outreachCommand(openOutreach))
    .addCommand(peopleCommand(openPeople))
    .addCommand(serveCommand())
    .addCommand(trainCommand())
    .addCommand(tuneCommand())
    .addCommand(runsCommand(openRuns))
    .addCommand(learnCommand())
    .addCommand(evaluateCommand())
    .addCommand(suggestCommand())
    .addCommand(exportCommand())
    .addCommand(analyseCommand())
    .addCommand(planCommand())
    .addCommand(fitCommand())
    .addCommand(simulateCommand())
    .addCommand(laboratoryCommand())
    .addCommand(settingsCommand());
}

function exportCommand(): Command {
  return new Command('export')
    .description('Write files for other systems')
    .addCommand(exportAudienceCommand(openDecisionLog))
    .addCommand(exportEncoderCommand());
}

function suggestCommand(): Command {
  return new Command('suggest')
    .description('Work out suggestions for somebody to decide on')
    .addCommand(suggestPriceCommand());
}

function learnCommand(): Command {
  return new Command('learn')
    .description('Learn from data in files, or from the decisions of a shop')
    .addCommand(learnPolicyCommand(openDecisionLog));
}

function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('Estimate what a policy would have done, measure what a model does')
    .addCommand(evaluatePolicyCommand(openDecisionLog))
    .addCommand(evaluateTextCommand())
    .addCommand(evaluateRecommenderCommand());
}

function analyseCommand(): Command {
  return new Command('analyse')
    .description('Analyse data')
    .addCommand(analyseExperimentCommand())
    .addCommand(analyseReviewsCommand());
}

function planCommand(): Command {
  return new Command('plan')
    .description('Plan before money is spent')
    .addCommand(planExperimentCommand())
    .addCommand(planGeoHoldoutCommand())
    .addCommand(planAllocationCommand());
}

function trainCommand(): Command {
  return new Command('train')
    .description('Train models')
    .addCommand(trainChurnCommand(openChurn))
    .addCommand(trainTopicsCommand())
    .addCommand(trainTextModelCommand())
    .addCommand(trainRecommenderCommand(openRecommender))
    .addCommand(trainChurnTextCommand())
    .addCommand(trainReviewHeadsCommand())
    .addCommand(trainEncoderCommand());
}

function fitCommand(): Command {
  return new Command('fit')
    .description('Fit statistical models to files')
    .addCommand(fitClvCommand())
    .addCommand(fitSpendCommand(openCommandDatabase))
    .addCommand(fitChurnCommand());
}

function openRuns() {
  const folder = join(readConfig().MAINSTAY_HOME, 'runs');
  const shelf = new RunShelf(folder, systemClock);
  return {
    folder,
    list: () => shelf.list(),
    read: (name: string) => shelf.read(name),
    print: (text: string) => void process.stdout.write(text),
  };
}

async function openDecisions() {
  const { database, close } = await openCommandDatabase();
  return { decisionsOf: (id: string) => decisionsOfConversation(database, id), close };
}

async function openDecisionLog() {
  return { ...(await openCommandDatabase()), now: systemClock.now() };
}

async function openPeople() {
  const { PUBLIC_ORIGIN, PORT } = readConfig();
  return {
    ...(await openCommandDatabase()),
    clock: systemClock,
    origin: PUBLIC_ORIGIN ?? `http://localhost:${PORT}`,
    print: (line: string) => process.stdout.write(`${line}\n`),
  };
}

async function openOutreach() {
  const { SMTP_URL, PUBLIC_ORIGIN } = readConfig();
  const { database, close } = await openCommandDatabase();
  const risk = new PostgresRiskAssessor({ runtime: onnxChurnRuntime, logger: silentLogger });
  return {
    database,
    risk,
    clock: systemClock,
    mailWorks: Boolean(SMTP_URL && PUBLIC_ORIGIN),
    print: (line: string) => void process.stdout.write(`${line}\n`),
    async close() {
      await risk.close();
      await close();
    },
  };
}

async function openChurn() {
  return { ...(await openCommandDatabase()), runtime: onnxChurnRuntime, clock: systemClock };
}

async function openRecommender() {
  return { ...(await openCommandDatabase()), clock: systemClock, home: readConfig().MAINSTAY_HOME };
}
