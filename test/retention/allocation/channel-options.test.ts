import { expect, test } from 'vitest';
import { allocate } from '../../../retention/allocation/allocate.ts';
import { channelOptions } from '../../../retention/allocation/channel-options.ts';

const offers = [{ offerId: 'ten', deltaCents: 400, srLossCents: 50, costCents: 200 }];
const chat = { channel: 'chat', reachProbability: 1, contactCents: 0, budgetAt: 0, capAt: null };
const mail = { channel: 'mail', reachProbability: 0.5, contactCents: 10, budgetAt: 0, capAt: null };
const advert = { channel: 'advert', reachProbability: 0.1, contactCents: 90, budgetAt: 0, capAt: 1 };

test('an offer counts as far as it is seen; a contact costs in any case', () => {
  const [inChat, byMail, byAdvert] = channelOptions(offers, [chat, mail, advert], 2);
  expect(inChat).toMatchObject({ channel: 'chat', deltaCents: 400, srLossCents: 50, costsCents: [200, 0] });
  expect(byMail).toMatchObject({ channel: 'mail', deltaCents: 190, srLossCents: 25, costsCents: [110, 0] });
  expect(byAdvert).toMatchObject({ channel: 'advert', deltaCents: -50, costsCents: [110, 110] });
});

test('one budget goes where a cent of it adds most, over channels', () => {
  // Chat adds 2 for a cent, mail 1.7: money for one chat and one mail.
  const both = channelOptions(offers, [chat, mail], 1);
  const mailOnly = channelOptions(offers, [mail], 1);
  const { choice, mu } = allocate({
    shoppers: [both, mailOnly, mailOnly],
    budgetsCents: [320],
    srLossLimitCents: null,
  });
  expect(choice[0]).toBe(0);
  expect(choice.filter((at) => at >= 0)).toHaveLength(2);
  expect(mu[0]).toBeCloseTo(190 / 110, 6);
});

test("a channel's own cap holds within the common budget", () => {
  const bought = { ...advert, reachProbability: 0.9 };
  const problem = (cap: number) => ({
    shoppers: Array.from({ length: 4 }, () => channelOptions(offers, [bought], 2)),
    budgetsCents: [10_000, cap],
    srLossLimitCents: null,
  });
  expect(allocate(problem(10_000)).choice.filter((at) => at >= 0)).toHaveLength(4);
  expect(allocate(problem(540)).choice.filter((at) => at >= 0)).toHaveLength(2);
});
