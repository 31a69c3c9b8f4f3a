import type { Transaction } from '../../../core/transaction.ts';
import { writeSourceShoppers } from '../../postgres/source-shoppers.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { SourceShopper } from '../source-shopper.ts';
import { countryCode } from '../values/country-code.ts';
import {
  type ImportKindHandler,
  nothingWritten,
  type StoredRow,
  type WriteScope,
  type Written,
} from './import-kind-handler.ts';
import { lastOfEachKey } from './last-of-each-key.ts';

const yes = /^(?:yes|y|true|1|subscribed|是|同意)$/i;
const no = /^(?:no|n|false|0|unsubscribed|not subscribed|否|不同意)$/i;

/** Customers, with their consent to e-mails where the file tells it. */
export class ImportShoppers implements ImportKindHandler {
  readonly rowsBelongTogether = false;

  read(reader: RowReader) {
    const email = reader.text('email')?.toLowerCase();
    const externalId = reader.text('shopper')?.replace(/^'/, '') ?? email;
    if (externalId === undefined)
      reader.fault(reader.has('shopper') ? 'shopper' : 'email', 'neither an id nor an e-mail');
    else if (externalId.length > 200) reader.fault('shopper', 'an id of more than 200 characters');
    const full = [reader.text('first_name'), reader.text('last_name')].filter(Boolean).join(' ');
    const country = reader.text('country');
    const consent = reader.text('email_consent') ?? '';
    const createdAt = reader.date('created_at');
    const shopper: SourceShopper = {
      externalId: externalId ?? '',
      email: email ?? null,
      name: reader.text('name') ?? (full || null),
      language: reader.text('language')?.slice(0, 2).toLowerCase() ?? null,
      country: country === undefined ? null : countryCode(country),
      region: reader.text('region') ?? null,
      createdAt: createdAt === undefined ? null : new Date(createdAt).toISOString(),
      points: reader.count('points') ?? null,
      emailConsent: yes.test(consent) ? true : no.test(consent) ? false : null,
    };
    if (reader.faults.length > 0) return null;
    return {
      key: shopper.externalId,
      product: null,
      name: null,
      category: null,
      cents: null,
      at: null,
      row: JSON.stringify(shopper),
    };
  }

  async begin() {
    return nothingWritten;
  }

  async write(tx: Transaction, { run }: WriteScope, rows: readonly StoredRow[]): Promise<Written> {
    const { kept, faults } = lastOfEachKey(rows);
    const shoppers = kept.map(({ row }) => JSON.parse(row) as SourceShopper);
    const to = { shopId: run.shopId, now: run.startedAt, consentWording: `imported from ${run.fileName}` };
    const { created, updated } = await writeSourceShoppers(tx, to, shoppers);
    return {
      counts: {
        newShoppers: created,
        updatedShoppers: updated,
        unchangedShoppers: shoppers.length - created - updated,
      },
      faults,
    };
  }

  async settle() {
    return null;
  }
}
