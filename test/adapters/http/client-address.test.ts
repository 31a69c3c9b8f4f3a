import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressKey, clientAddress } from '../../../adapters/http/client-address.ts';

const request = (forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: '10.0.0.1' },
  }) as unknown as IncomingMessage;

test('only proxies that are known to be there are believed', () => {
  expect(clientAddress(request('1.1.1.1, 2.2.2.2'), 0)).toBe('10.0.0.1');
  // What the client wrote itself stands on the left.
  expect(clientAddress(request('1.1.1.1, 2.2.2.2'), 1)).toBe('2.2.2.2');
  expect(clientAddress(request('1.1.1.1, 2.2.2.2'), 2)).toBe('1.1.1.1');
  expect(clientAddress(request('1.1.1.1'), 5)).toBe('1.1.1.1');
  expect(clientAddress(request(), 1)).toBe('10.0.0.1');
});

test('an IPv6 network is one client, an IPv4 address however it is written', () => {
  expect(addressKey('192.0.2.7')).toBe('192.0.2.7');
  expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7');
  const own = addressKey('2001:db8:1:2:3:4:5:6');
  expect(own).toBe('2001:db8:1:2::/64');
  expect(addressKey('2001:0DB8:0001:0002::1')).toBe(own);
  expect(addressKey('2001:db8:1:3::1')).not.toBe(own);
  expect(addressKey('::1')).toBe('0:0:0:0::/64');
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(addressKey(undefined)).toBe('');
});
