/**
 * wechatpay-axios-plugin, loaded when it is first used: a function that only might pay doesn't pay for it.
 * `hash` and `aes` are small. `decorator` brings axios (75 ms cold), as do the library's `rsa` and `transformer`,
 * so notifications are read without these two.
 */
export const loadHash = async () => (await import('wechatpay-axios-plugin/lib/hash.js')).default;
export const loadAes = async () => (await import('wechatpay-axios-plugin/lib/aes.js')).default;
export const loadDecorator = async () => (await import('wechatpay-axios-plugin/lib/decorator.js')).default;
