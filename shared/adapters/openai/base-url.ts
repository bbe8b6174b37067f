const DASHSCOPE = /^(dashscope[\w-]*\.aliyuncs\.com|[\w-]+\.[\w-]+\.maas\.aliyuncs\.com)$/;
const NATIVE = /^\/api\/v1\/?$/;

/**
 * Where the OpenAI-compatible API is. DashScope has it beside its own one, `…/api/v1`, which is the address that the platform's document
 * gives as an example of `api_base` (platform-api.txt, POST /api/v1/models).
 */
export function compatibleBase(address: string): string {
  const url = new URL(address);
  if (DASHSCOPE.test(url.hostname) && NATIVE.test(url.pathname)) url.pathname = '/compatible-mode/v1';
  return url.href.replace(/\/$/, '');
}
