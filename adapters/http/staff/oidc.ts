import * as client from 'openid-client';
import { UnavailableError } from '../../../core/errors.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the answer of the provider is held against; kept in the session meanwhile. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider vouches for. */
export interface OidcIdentity {
  /** Issuer and subject: stays the same when the e-mail changes. */
  readonly subject: string;
  /** Lower case; null when the provider does not say that it has verified it. */
  readonly email: string | null;
}

/** Authorization code flow with PKCE, state and nonce against one OpenID provider. */
export class OidcProvider {
  readonly #settings: OidcSettings;
  #configuration: Promise<client.Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Where to send the browser. @throws UnavailableError when the provider does not answer. */
  async begin(redirectUri: string): Promise<{ url: URL; checks: OidcChecks }> {
    const configuration = await this.#discovered();
    const checks = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: 'S256',
      state: checks.state,
      nonce: checks.nonce,
    });
    return { url, checks };
  }

  /**
   * Trades the code for the identity.
   * @param callback the address that the provider sent the browser back to, with its query.
   * @throws when anything about the answer does not hold.
   */
  async finish(callback: URL, checks: OidcChecks): Promise<OidcIdentity> {
    const tokens = await client.authorizationCodeGrant(await this.#discovered(), callback, {
      pkceCodeVerifier: checks.codeVerifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const verified = claims.email_verified === true && typeof claims.email === 'string';
    return {
      subject: `${claims.iss} ${claims.sub}`,
      email: verified ? String(claims.email).trim().toLowerCase() : null,
    };
  }

  #discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const url = new URL(issuer);
    // Plain http is for a provider on this machine alone: a developer's, a test's.
    const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    this.#configuration ??= client
      .discovery(url, clientId, clientSecret, undefined, {
        timeout: 10,
        ...(local && { execute: [client.allowInsecureRequests] }),
      })
      .catch((cause) => {
        this.#configuration = undefined;
        throw new UnavailableError('the identity provider does not answer', { cause });
      });
    return this.#configuration;
  }
}
