import type { WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { type DocumentedPage, loadDocumentedClient } from '#tests/support/wx/documented.ts';
import { createPhone, type Phone } from '#tests/support/wx/wx.ts';

/** Where the customers' phones lead. */
export interface World {
  /** What the deployment printed. */
  url: string;
  outsideUrl: string;
  credentials: WechatCredentials;
}

/** Somebody with the mini-program on their phone, running the documented client code. */
export interface Customer {
  phone: Phone;
  page: DocumentedPage;
  /** How often the page was told that it was paid. */
  refreshed: number;
  /** What the page logged last under a label. */
  said(label: string): unknown;
  get(path: string): Promise<Response>;
  post(path: string, body: object): Promise<Response>;
}

/** `code` is the user: the same one logs in as the same user. */
export function createCustomer(code: string, imagePath: string, { url, outsideUrl, credentials }: World): Customer {
  const phone = createPhone({ code, credentials, outsideUrl });
  const customer = { phone, refreshed: 0 } as Customer;
  customer.page = loadDocumentedClient(phone.wx, url, { imagePath, refreshUserInfo: () => customer.refreshed++ });
  const authorization = () => ({ authorization: `Bearer ${phone.wx.getStorageSync('token') || phone.wx.getStorageSync('userToken')}` });
  customer.said = (label) => customer.page.logged.findLast(([first]) => first === label)?.[1];
  customer.get = (path) => fetch(url + path, { headers: authorization() });
  customer.post = (path, body) =>
    fetch(url + path, {
      method: 'POST',
      headers: { ...authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return customer;
}
