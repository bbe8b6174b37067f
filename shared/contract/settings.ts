/** Plain settings: not secret, one value for a stage, with their defaults. An empty text means "not configured". */
export const settings = {
  STAGE: 'dev',
  PUBLIC_URL: '',
  /** Where what is written as it comes is found: the Function URL, unless something of yours stands before it. */
  STREAM_URL: '',
  /** The page of your website where people register; a referral's address is this with `?ref=CODE`. Default: `/register` of PUBLIC_URL. */
  REGISTER_URL: '',
  /** The page of your website where published articles' "read the original" leads; each adds `?post=…`, by which it is known. Default: REGISTER_URL. */
  ARTICLE_SOURCE_URL: '',
  WAIT_SECONDS: '25',
  WECHAT_APP_ID: '',
  /** The website's app, when it isn't the mini-program's: WeChat Pay on web pages. Empty: WECHAT_APP_ID. */
  WECHAT_WEB_APP_ID: '',
  WECHAT_PAY_MCH_ID: '',
  /** `v2` (MD5) or `v3` (RSA): how new orders are made. Notifications of both are always understood. */
  WECHAT_PAY_VERSION: 'v2',
  /** Serial number of our merchant certificate (v3). */
  WECHAT_PAY_SERIAL: '',
  /** `PUB_KEY_ID_…` or the serial of WeChat's platform certificate, whose key is WECHAT_PAY_PUBLIC_KEY (v3). */
  WECHAT_PAY_PUBLIC_KEY_ID: '',
  ALIPAY_APP_ID: '',
  /** Where Alipay sends the browser of who has paid. Empty: its own page stays. */
  ALIPAY_RETURN_URL: '',
  IMAGE_MODEL: 'gemini-nano-banana-2.1',
  IMAGE_TIMEOUT_SECONDS: '60',
  /** For a whole piece of writing, a second try for its length included. */
  TEXT_TIMEOUT_SECONDS: '100',
  VIDEO_MODEL: 'gemini-omni-1.1-flash',
  VIDEO_MODEL_PREVIEW: 'veo-3.1-generate-001',
  VIDEO_MODEL_FAST: 'veo-3.1-fast-generate-001',
  VIDEO_MODEL_STABLE: 'veo-3.1-generate-001',
  GOOGLE_CLOUD_PROJECT: '',
  GOOGLE_CLOUD_LOCATION: 'us-central1',
  VIDEO_POLL_SECONDS: '10',
  /** Origins, separated by commas, that may be reached although they aren't public https: a proxy inside a VPC. */
  ALLOWED_PRIVATE_ORIGINS: '',
  /** Where the outside services are. Another address makes a proxy, or a stand-in, of them. */
  GEMINI_BASE_URL: 'https://generativelanguage.googleapis.com',
  QWEN_BASE_URL: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  VERTEX_BASE_URL: 'https://aiplatform.googleapis.com',
  WECHAT_BASE_URL: 'https://api.weixin.qq.com',
  /** Official Accounts' API; what it is reached through needs a fixed address, which each account's owner allows. */
  WECHAT_OA_BASE_URL: 'https://api.weixin.qq.com',
  WECHAT_PAY_BASE_URL: 'https://api.mch.weixin.qq.com',
  ALIPAY_GATEWAY_URL: 'https://openapi.alipay.com/gateway.do',
} as const;
export type Setting = keyof typeof settings;
