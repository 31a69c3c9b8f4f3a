/**
 * One run of outreach in a process of its own, to be killed: argv is a connection string, a shop, a mail server's
 * address and a moment. Prints "begun" before it, and "done" after it.
 */
import { StopLinks } from '../../adapters/http/outreach/stop-links.ts';
import { storefrontLinks } from '../../adapters/http/storefront-links.ts';
import { createMailer } from '../../adapters/mail/mailer.ts';
import { Database } from '../../adapters/postgres/database.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import { PostgresRecommender } from '../../adapters/postgres/recommender.ts';
import { PostgresRiskAssessor } from '../../adapters/postgres/risk-assessor.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { onnxChurnRuntime } from '../../app/onnx-churn-runtime.ts';
import { runOutreach } from '../../app/outreach-job.ts';
import { FixedClock } from '../../core/clock.ts';
import { silentLogger as logger } from '../../core/logger.ts';

const [connectionString = '', shopId = '', smtp = '', moment = ''] = process.argv.slice(2);
const database = new Database({ connectionString, maxConnections: 4 });
const origin = 'http://shop.test';
const links = new StopLinks({ secret: 'secret of the stop links in the tests, long enough', origin });
const mailer = createMailer({ url: smtp, from: 'Lantern <hello@lantern.example>' });
const risk = new PostgresRiskAssessor({ runtime: onnxChurnRuntime, logger });

process.stdout.write('begun\n');
await runOutreach(
  {
    database,
    turn: {
      risk,
      money: new PostgresMoneyDesk({ rules: new ZenRuleEngine() }),
      recommender: new PostgresRecommender({ database, logger }),
      shopData: new PostgresShopData(),
      links: storefrontLinks,
    },
    logger,
    clock: new FixedClock(new Date(moment)),
    mail: {
      mailer,
      mailing: { origin, stopLink: ({ now, ...scope }) => links.create(scope, now) },
    },
    deliver: () => {},
  },
  shopId,
);
process.stdout.write('done\n');
mailer.close();
await risk.close();
await database.close();
