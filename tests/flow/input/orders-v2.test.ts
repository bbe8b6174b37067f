import { test } from 'vitest';
import { useStack } from '#tests/support/stack.ts';
import { expectAnyDescription } from './orders.ts';

const stack = useStack({ settings: { WECHAT_PAY_VERSION: 'v2' } });

test('WeChat Pay v2 takes orders of any description', () => expectAnyDescription(stack()));
