import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { verifyPaymentParams } from '#local/outside/wechat/verify-payment-params.ts';

interface Callbacks<Result> {
  success?: (result: Result) => void;
  fail?: (problem: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
}

interface NetworkOptions extends Callbacks<NetworkResult> {
  url: string;
  header?: Record<string, string>;
}

interface NetworkResult {
  data: unknown;
  statusCode: number;
  header: Record<string, string>;
  errMsg: string;
}

type PaymentParams = Parameters<typeof verifyPaymentParams>[0];

/** What of WeChat's `wx` the documented client calls: https://developers.weixin.qq.com/miniprogram/dev/api/ */
export interface Wx {
  login(options: Callbacks<{ code: string; errMsg: string }>): void;
  request(options: NetworkOptions & { method?: string; data?: object }): void;
  uploadFile(options: NetworkOptions & { filePath: string; name: string; formData?: Record<string, unknown> }): void;
  requestPayment(options: PaymentParams & Callbacks<{ errMsg: string }>): void;
  setStorageSync(key: string, value: unknown): void;
  getStorageSync(key: string): unknown;
  showModal(options: { title: string; content: string } & Callbacks<{ confirm: boolean; cancel: boolean; errMsg: string }>): void;
  navigateTo(options: { url: string }): void;
}

export interface PhoneOptions {
  /** What `wx.login` gives. */
  code: string;
  credentials: WechatCredentials;
  /** The stand-ins. */
  outsideUrl: string;
}

/** A phone with the mini-program on it. */
export interface Phone {
  wx: Wx;
  /** What its user saw. */
  modals: { title: string; content: string }[];
  pages: string[];
  /** How its payments ended. */
  payments: ('paid' | 'cancelled')[];
  /** Whether the user taps OK in a modal, and pays when asked to. */
  willing: boolean;
}

/** Reports as WeChat does: never before the call has returned; `success` for any answer of the server, 4xx too. */
function report<Result>(name: string, { success, fail, complete }: Callbacks<Result>, work: () => Promise<Result>): void {
  const ended = (tell: (() => void) | undefined, result: unknown) => {
    tell?.();
    complete?.(result);
  };
  work().then(
    (result) => ended(() => success?.(result), result),
    (error: Error) => ended(() => fail?.({ errMsg: `${name}:fail ${error.message}` }), { errMsg: `${name}:fail ${error.message}` }),
  );
}

export function createPhone({ code, credentials, outsideUrl }: PhoneOptions): Phone {
  const storage = new Map<string, string>();
  /** The stand-in's cashier is opened by order; WeChat's client by prepay_id, so the phone remembers which order had which. */
  const orders = new Map<string, string>();
  const phone: Phone = { modals: [], pages: [], payments: [], willing: true, wx: undefined as unknown as Wx };
  phone.wx = {
    login: (options) => report('login', options, async () => ({ code, errMsg: 'login:ok' })),
    request: (options) =>
      report('request', options, async () => {
        const result = await request(options);
        rememberOrder(orders, result.data);
        return result;
      }),
    uploadFile: (options) => report('uploadFile', options, () => uploadFile(options)),
    requestPayment: (options) =>
      report('requestPayment', options, async () => {
        if (!verifyPaymentParams(options, credentials)) throw new Error('支付验证签名失败');
        if (!phone.willing) {
          phone.payments.push('cancelled');
          throw new Error('cancel');
        }
        const paid = await fetch(`${outsideUrl}/cashier?order=${orders.get(options.package)}`, { method: 'POST' });
        if (!paid.ok) throw new Error(await paid.text());
        phone.payments.push('paid');
        return { errMsg: 'requestPayment:ok' };
      }),
    setStorageSync: (key, value) => void storage.set(key, JSON.stringify(value)),
    getStorageSync: (key) => (storage.has(key) ? JSON.parse(storage.get(key)!) : ''),
    showModal: ({ title, content, ...callbacks }) => {
      phone.modals.push({ title, content });
      report('showModal', callbacks, async () => ({ confirm: phone.willing, cancel: !phone.willing, errMsg: 'showModal:ok' }));
    },
    navigateTo: ({ url }) => void phone.pages.push(url),
  };
  return phone;
}

/** An object is JSON in a POST and the query in a GET; the answer is parsed if it is JSON, and a text otherwise. */
async function request({ url, method = 'GET', header = {}, data }: Parameters<Wx['request']>[0]): Promise<NetworkResult> {
  const target = new URL(url);
  if (method === 'GET') for (const [name, value] of Object.entries(data ?? {})) target.searchParams.set(name, String(value));
  const body = method === 'GET' || data === undefined ? {} : { body: JSON.stringify(data) };
  const response = await fetch(target, { method, headers: { 'content-type': 'application/json', ...header }, ...body });
  const text = await response.text();
  return { ...outcomeOf(response), data: parsed(text), errMsg: 'request:ok' };
}

/** Multipart with one file and the texts of `formData`. The answer stays a text. */
async function uploadFile({ url, header = {}, filePath, name, formData = {} }: Parameters<Wx['uploadFile']>[0]): Promise<NetworkResult> {
  const form = new FormData();
  for (const [field, value] of Object.entries(formData)) form.set(field, String(value));
  form.set(name, new File([await readFile(filePath)], basename(filePath)));
  const response = await fetch(url, { method: 'POST', headers: header, body: form });
  return { ...outcomeOf(response), data: await response.text(), errMsg: 'uploadFile:ok' };
}

const outcomeOf = (response: Response) => ({ statusCode: response.status, header: Object.fromEntries(response.headers) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function rememberOrder(orders: Map<string, string>, data: unknown): void {
  const { orderId, paymentParams } = (data ?? {}) as { orderId?: string; paymentParams?: PaymentParams };
  if (orderId && paymentParams) orders.set(paymentParams.package, orderId);
}
