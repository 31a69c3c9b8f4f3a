import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { appendAudit } from '../../adapters/postgres/audit-log.ts';
import {
  saveWebhookSecret,
  type WebhookSource,
  webhookSources,
} from '../../adapters/postgres/webhook-secrets.ts';
import { BadInputError } from '../../core/errors.ts';
import { openCommandDatabase } from './open-command-database.ts';

/** `shop webhook ID --source shopify`: lets the shop's own system send what happens there. */
export function shopWebhookCommand(): Command {
  return new Command('webhook')
    .description("Take signed webhooks of the shop's own system; a secret that was there is replaced")
    .argument('<id>', 'the shop')
    .requiredOption('--source <source>', webhookSources.join(' or '))
    .option(
      '--secret-stdin',
      'read the secret from standard input (Shopify shows its own) instead of making one',
    )
    .action(async (id: string, options: { source: string; secretStdin?: boolean }) => {
      const source = webhookSources.find((one) => one === options.source);
      if (!source)
        throw new BadInputError(`"${options.source}" is no source; ${webhookSources.join(' and ')} are`);
      const given = options.secretStdin ? (await text(process.stdin)).trim() : null;
      if (given !== null && given.length < 16)
        throw new BadInputError('the secret has fewer than 16 characters');
      const secret = given ?? randomBytes(32).toString('hex');
      const { database, close } = await openCommandDatabase();
      try {
        await database.transaction(async (tx) => {
          await saveWebhookSecret(tx, { shopId: id, source, secret });
          await appendAudit(tx, {
            shopId: id,
            actor: 'command line',
            action: 'webhook.secret',
            subject: `shop:${id}`,
            before: null,
            after: { source },
          });
        });
      } finally {
        await close();
      }
      process.stdout.write(webhookText(id, source, given === null ? secret : null));
    });
}

const topics: Readonly<Record<WebhookSource, string>> = {
  shopify:
    'orders/create, orders/updated, orders/cancelled, orders/delete, refunds/create, products/create, products/update, products/delete, customers/create, customers/update, customers/delete; and, set in the app itself, the three on privacy: customers/data_request, customers/redact, shop/redact',
  woocommerce:
    'order.created, order.updated, order.deleted, order.restored, product.created, product.updated, product.deleted, product.restored, customer.created, customer.updated, customer.deleted',
};

function webhookText(id: string, source: WebhookSource, secret: string | null): string {
  return `Address  ORIGIN/webhooks/${source}/${id}   (ORIGIN: where this server is reached from outside, by https)
Topics   ${topics[source]}
${secret === null ? 'The secret is kept.' : `Secret   ${secret}   (shown once)`}
`;
}
