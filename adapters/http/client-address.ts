import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The address of the client behind `trustedProxies` proxies that each append whom they heard, as Express reads it;
 * for requests that never reach Express (upgrades).
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | undefined {
  const header = request.headers['x-forwarded-for'];
  const forwarded = String(header ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  const chain = [request.socket.remoteAddress, ...forwarded.reverse()];
  return chain[Math.min(trustedProxies, chain.length - 1)];
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address);
}

/**
 * What is counted as one client: an IPv4 address, or the 64 bits of IPv6 that one household or machine is given, in
 * which it may choose any address it likes (RFC 6177).
 */
export function addressKey(address: string | undefined): string {
  const plain = (address ?? '').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped) return mapped[1]!;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groupsOf = (part: string) => part.split(':').filter(Boolean);
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const groups =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
