import type { Language } from '../../../core/contracts/staff.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { linkPath } from '../../postgres/staff-links.ts';
import { linkMail } from './link-mail.ts';

/** Carries one-time links by e-mail, where a mail server is configured. */
export class LinkPost {
  readonly #mailer: Mailer | null;
  readonly #origin: string | null;
  readonly #logger: Logger;

  /** @param parts.origin never taken from a request: who asks could choose where the link leads. */
  constructor(parts: { mailer: Mailer | null; origin: string | null; logger: Logger }) {
    this.#mailer = parts.origin === null ? null : parts.mailer;
    this.#origin = parts.origin;
    this.#logger = parts.logger;
  }

  get works(): boolean {
    return this.#mailer !== null;
  }

  /** @returns false when nothing was sent; the link is then handed on by hand. */
  async send(link: {
    to: string;
    kind: 'invitation' | 'reset';
    token: string;
    language: Language;
  }): Promise<boolean> {
    if (this.#mailer === null) return false;
    try {
      await this.#mailer.send(linkMail({ ...link, link: `${this.#origin}${linkPath(link.token)}` }));
      return true;
    } catch (error) {
      this.#logger.warn('a link could not be sent by e-mail', { error });
      return false;
    }
  }
}
