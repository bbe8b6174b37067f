import type { Plant } from './plant.ts';

const CREDIT = 'shared/domain/payments/credit.ts';

/** Bugs by which money turns into the wrong number of points. */
export const paymentPlants: readonly Plant[] = [
  {
    name: 'an order is credited whenever it is paid',
    file: 'shared/adapters/dynamo/order-writes.ts',
    from: "condition: '#state = :from'",
    to: "condition: '#state = :from OR attribute_exists(pk)'",
    shows: ['wechat/payment-notify', 'wechat/payment-order'],
    faults: ['stall', 'lose-answer', 'kill'],
  },
  {
    name: 'the signature of a notification is not checked',
    file: 'shared/adapters/wechat/verify-v2.ts',
    from: "if (!hash.equals(hash.sign(isHmac ? 'HMAC-SHA256' : 'MD5', fields, key), fields.sign)) {",
    to: "if (!hash.equals(hash.sign(isHmac ? 'HMAC-SHA256' : 'MD5', fields, key), hash.sign(isHmac ? 'HMAC-SHA256' : 'MD5', fields, key))) {",
    shows: ['mutated notifications'],
  },
  {
    name: 'the signature of a v3 notification is not checked',
    file: 'shared/adapters/wechat/verify-v3.ts',
    from: "  if (!verify('sha256', message, publicKey, Buffer.from(header('signature'), 'base64'))) unverified('the signature does not match');\n",
    to: '',
    shows: ['mutated notifications'],
    variant: 'Pay v3',
  },
  {
    name: 'the age of a v3 notification is not looked at',
    file: 'shared/adapters/wechat/verify-v3.ts',
    from: ' || Math.abs(now - seconds(Number(timestamp))) > TOLERANCE',
    to: '',
    shows: ['a notification that was signed'],
    variant: 'Pay v3',
  },
  {
    name: 'the amount is not compared',
    file: CREDIT,
    from: '  if (amount !== order.amount) return',
    to: '  if (amount < 0) return',
    shows: ['a payment of another amount'],
  },
  {
    name: 'an order that was paid may be closed',
    file: 'shared/domain/payments/steps.ts',
    from: "{ from: ['pending'], order: { state: 'closed' } }",
    to: "{ from: ['pending', 'paid'], order: { state: 'closed' } }",
    // WeChat doesn't close what was paid, so that too has to be left out.
    also: [{ file: CREDIT, from: "  if (payment.state === 'pending') await gateway.close(order.id);\n", to: '' }],
    shows: ['schedules/sweep'],
    faults: ['stall'],
  },
  {
    name: 'a notification that came to nothing is acknowledged',
    file: 'functions/notifications.wiring.ts',
    from: "acknowledge(notification, false, error instanceof Fault ? error.message : '处理失败')",
    to: 'acknowledge(notification, true)',
    shows: ['wechat/payment-notify'],
    faults: ['fail-before'],
  },
  {
    name: 'an order that is due is closed without asking',
    file: CREDIT,
    from: "  if (payment.state === 'paid') {\n    await creditPayment(parts, order, payment);\n    return;\n  }\n  if (payment.state === 'pending') await gateway.close(order.id);",
    to: "  if (payment.state === 'pending') await gateway.close(order.id);",
    shows: ['schedules/sweep'],
    faults: [],
  },
];
