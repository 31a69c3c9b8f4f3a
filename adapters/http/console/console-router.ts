import { Router } from 'express';
import { ConsoleReadings } from '../../readings/console-readings.ts';
import { requireShop } from '../staff/require-shop.ts';
import { adsRouter } from './ads-router.ts';
import { approvalsRouter } from './approvals-router.ts';
import { atRiskRouter } from './at-risk-router.ts';
import { budgetsRouter } from './budgets-router.ts';
import type { ConsoleParts } from './console-parts.ts';
import { decisionsRouter } from './decisions-router.ts';
import { dryRunRouter } from './dry-run-router.ts';
import { experimentsRouter } from './experiments-router.ts';
import { fairnessRouter } from './fairness-router.ts';
import { frontierRouter } from './frontier-router.ts';
import { importFilesRouter } from './import-files-router.ts';
import { importsRouter } from './imports-router.ts';
import { offersRouter } from './offers-router.ts';
import { pricesRouter } from './prices-router.ts';
import { privacyRouter } from './privacy-router.ts';
import { reviewsRouter } from './reviews-router.ts';
import { rulesRouter } from './rules-router.ts';
import { runsRouter } from './runs-router.ts';
import { serviceRouter } from './service-router.ts';
import { shopOf } from './shop-of.ts';
import { valueRouter } from './value-router.ts';

/** Everything that marketers see and change; mount it at /api/console behind the gate for marketers. */
export function consoleRouter(parts: ConsoleParts): Router {
  const readings = new ConsoleReadings(parts);
  const ofShop = Router({ mergeParams: true });
  ofShop.use(
    approvalsRouter(parts),
    budgetsRouter(parts),
    offersRouter(parts),
    rulesRouter(parts),
    dryRunRouter(parts),
    adsRouter(readings),
    pricesRouter(readings),
    decisionsRouter(parts),
    experimentsRouter(parts, readings),
    fairnessRouter(readings),
    frontierRouter(parts),
    importFilesRouter(parts),
    importsRouter(parts),
    privacyRouter(parts),
    reviewsRouter(parts),
    serviceRouter(parts),
    valueRouter(parts),
    atRiskRouter(parts, readings),
  );
  const router = Router();
  if (parts.runs) router.use(runsRouter(parts.runs));
  router.use(
    '/shops/:shopId',
    (request, response, next) => {
      requireShop(response, shopOf(request));
      next();
    },
    ofShop,
  );
  return router;
}
