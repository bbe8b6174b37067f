import type { Plant } from './plant.ts';

const ALIPAY = 'shared/adapters/alipay/notification.ts';
const STEPS = 'shared/domain/payments/steps.ts';
const PAID_FROM = "from: ['pending', 'closed'],";

/** Bugs that let the news of a payment be believed, forgotten or counted wrongly, whoever brings it. */
export const notificationPlants: readonly Plant[] = [
  {
    name: 'the signature of an Alipay notification is not checked',
    file: ALIPAY,
    from: "    if (!verify('sha256', signedText(form), publicKey, signature)) return unverified('the sign does not match');\n",
    to: "    if (signedText(form).length === 0 || !verify || !publicKey) return unverified('the sign does not match');\n",
    shows: ['money, forged with another key: Alipay'],
  },
  {
    name: 'an Alipay notification is taken for whichever app it is',
    file: ALIPAY,
    from: '    if (fields.app_id !== appId) return',
    to: '    if (!fields.app_id || !appId) return',
    shows: ['money, forged for another app: Alipay'],
  },
  {
    name: 'a payment after closing is not credited',
    file: STEPS,
    from: PAID_FROM,
    to: "from: ['pending'],",
    shows: ['money, a payment after closing'],
  },
  {
    name: 'a notification is acknowledged before it is credited',
    file: 'functions/notifications.wiring.ts',
    from: '    await takeNotification(parts, notification);\n',
    to: '    void takeNotification(parts, notification).catch(() => {});\n',
    shows: ['money, killed between verifying and crediting'],
  },
  {
    name: 'an order that was refunded is credited when its notification comes again',
    file: STEPS,
    from: PAID_FROM,
    to: "from: ['pending', 'closed', 'refunding', 'refunded'],",
    // Whether there is anything left to credit is looked at before as well.
    also: [
      {
        file: 'shared/domain/payments/credit.ts',
        from: "return mismatch(parts, order, payment);\n  if (order.state !== 'pending' && order.state !== 'closed') return order;\n",
        to: 'return mismatch(parts, order, payment);\n',
      },
    ],
    shows: ['money, notifications reordered'],
  },
];
