import { Command, Option } from 'commander';
import { appendAudit } from '../../adapters/postgres/audit-log.ts';
import { listShops, renewShopSecret, type ShopSecret } from '../../adapters/postgres/shops.ts';
import { systemClock } from '../../core/clock.ts';
import { BadInputError } from '../../core/errors.ts';
import { type Language, languages } from '../../core/words.ts';
import { createShop } from '../create-shop.ts';
import { openCommandDatabase } from './open-command-database.ts';
import { shopWebhookCommand } from './shop-webhook.ts';

interface CreateOptions {
  name: string;
  nameZh?: string;
  currency: string;
  country: string;
  timeZone: string;
  language: Language;
  productUrl: string;
  supportEmail?: string;
  supportHours: string;
}

/** `shop`: the shops that this installation serves. */
export function shopCommand(): Command {
  return new Command('shop')
    .description('Add shops, list them, and make their secrets')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(secretCommand())
    .addCommand(shopWebhookCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description(
      'Add an empty shop that works: offers, rules, budgets, experiment; no catalogue and no orders yet',
    )
    .argument('<id>', 'small letters, digits and hyphens')
    .option('--name <name>', 'as shoppers know it (default: the id)')
    .option('--name-zh <name>', 'the same in Chinese')
    .addOption(new Option('--currency <code>', 'ISO 4217').default('GBP'))
    .addOption(
      new Option('--country <code>', 'ISO 3166; whose law holds for shoppers of unknown country').default(
        'GB',
      ),
    )
    .addOption(
      new Option('--time-zone <zone>', 'of dates in files and of office hours').default('Europe/London'),
    )
    .addOption(new Option('--language <language>').choices([...languages]).default('en'))
    .option('--product-url <url>', 'page of a product, such as https://shop.example.com/products/{id}', '')
    .option('--support-email <address>', 'where people answer')
    .option('--support-hours <hours>', 'when they do', '1-5 09:00-17:00')
    .action(async (id: string, options: CreateOptions) => {
      const name = options.name ?? id;
      const { database, close } = await openCommandDatabase();
      try {
        const { identitySecret } = await createShop(
          database,
          {
            id,
            name: { en: name, zh: options.nameZh ?? name },
            currency: options.currency.toUpperCase(),
            country: options.country.toUpperCase(),
            timeZone: options.timeZone,
            language: options.language,
            productUrl: options.productUrl,
            support: options.supportEmail ? supportOf(options.supportEmail, options.supportHours) : null,
          },
          systemClock.now(),
        );
        process.stdout.write(createdText(id, identitySecret));
      } finally {
        await close();
      }
    });
}

function createdText(id: string, identitySecret: string): string {
  return `Shop "${id}" is there, and empty.

Identity secret (shown once; "mainstay shop secret ${id} identity" makes a new one):
  ${identitySecret}
Keep it on your server. Its page tells the chat who is signed in by
  identifierHash = HMAC-SHA256(identity secret, customer id), as hex

Next:
  mainstay import orders FILE --shop ${id}
  mainstay train churn --shop ${id}
  mainstay chat --shop ${id}
`;
}

function listCommand(): Command {
  return new Command('list').description('List the shops').action(async () => {
    const { database, close } = await openCommandDatabase();
    try {
      const shops = await listShops(database);
      const lines = shops.map(
        (shop) =>
          `${shop.id.padEnd(20)} ${shop.name.en.padEnd(24)} ${shop.currency} ${shop.country} ${shop.timeZone.padEnd(20)} ${shop.products} products, ${shop.shoppers} shoppers, ${shop.orders} orders`,
      );
      process.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'There is no shop yet.\n');
    } finally {
      await close();
    }
  });
}

const secrets: readonly ShopSecret[] = ['identity', 'direct-line'];

function secretCommand(): Command {
  return new Command('secret')
    .description('Make a new secret of a shop and show it once; the old one is refused from now on')
    .argument('<id>', 'the shop')
    .argument(
      '<which>',
      'identity: proves who a shopper is; direct-line: lets a server ask for Direct Line tokens',
    )
    .action(async (id: string, which: string) => {
      const asked = secrets.find((one) => one === which);
      if (!asked) throw new BadInputError(`"${which}" is no secret of a shop; identity and direct-line are`);
      const { database, close } = await openCommandDatabase();
      try {
        const secret = await database.transaction(async (tx) => {
          const made = await renewShopSecret(tx, id, asked);
          const subject = `shop:${id}`;
          const entry = {
            actor: 'command line',
            action: 'secret.renewed',
            before: null,
            after: { secret: asked },
          };
          await appendAudit(tx, { shopId: id, subject, ...entry });
          return made;
        });
        process.stdout.write(`${secret}\n`);
      } finally {
        await close();
      }
    });
}

/** Reads "1-5 09:00-17:00": ISO weekdays and times of day. */
function supportOf(email: string, hours: string) {
  const match = /^([1-7])(?:-([1-7]))? (\d\d:\d\d)-(\d\d:\d\d)$/.exec(hours);
  if (!match)
    throw new BadInputError(`"${hours}" are no hours; "1-5 09:00-17:00" is Monday to Friday, nine to five`);
  const [, first, last = first, from, to] = match;
  const days = Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
  return { email, days, from: from!, to: to! };
}
