import { fail } from '../../kernel/fault.ts';

/** WeChat answered, and refused: nothing was done. `errcode`s of "全局返回码" and of the publishing interfaces' own pages. */
interface Refusal {
  errcode: number;
  errmsg: string;
}

/** Another try may succeed: the system, or a quota of the minute. -1 doesn't say whether anything was done. */
const PASSING = new Set([-1, 45009, 45011]);
/** The token was no good, though it came a moment ago: somebody else has asked for a new one. */
const TOKEN = new Set([40001, 40014, 42001]);

const CREDENTIALS: Readonly<Record<number, [field: string, message: string]>> = {
  40013: ['credentials.app_id', 'app_id 不正确'],
  40002: ['credentials.app_id', 'app_id 不正确'],
  41002: ['credentials.app_id', '缺少 app_id'],
  40125: ['credentials.app_secret', 'app_secret 不正确'],
  41004: ['credentials.app_secret', '缺少 app_secret'],
  40243: ['credentials.app_secret', 'app_secret 已被冻结,请在公众平台解除冻结'],
};

const REASONS: Readonly<Record<number, string>> = {
  48001: '该公众号没有发布权限:个人主体、未认证的账号不能通过接口发布',
  50005: '该公众号已被冻结',
  53503: '草稿未通过公众号的发布检查',
  53504: '需前往公众平台官网使用该草稿',
  53505: '需在公众平台官网手动保存成功后再发表',
  45166: '正文含有公众号不允许的内容',
  45003: '标题过长',
  45002: '正文过长',
};

/** Ends in the fault that a refusal means; `step`: which interface it is. */
export function refuse({ errcode, errmsg }: Refusal, step: string): never {
  const details = { errcode, refused: errcode !== -1, step };
  if (PASSING.has(errcode) || TOKEN.has(errcode)) return fail('publish.unavailable', { ...details, operator: errmsg });
  const [field, wrong] = CREDENTIALS[errcode] ?? [];
  if (field !== undefined) return fail('publish.credentials', { ...details, field, message: wrong! });
  if (errcode === 40164 || errcode === 61004) {
    const [address = ''] = /\d+\.\d+\.\d+\.\d+/.exec(errmsg) ?? [];
    return fail('publish.failed', { ...details, message: `请先在公众平台把服务器地址 ${address} 加入IP白名单` });
  }
  return fail('publish.failed', { ...details, message: REASONS[errcode] ?? `公众号拒绝了请求 (${errcode}: ${shown(errmsg)})` });
}

/** No answer, or none that says what happened. */
export const unavailable = (operator: string, step: string, cause?: unknown): never =>
  fail('publish.unavailable', { operator, step, refused: false }, { cause });

/** Without WeChat's own request id behind it. */
const shown = (errmsg: string): string => errmsg.replace(/\s*(hint|rid):.*$/, '').slice(0, 100);

/** `publish_status` of freepublish/get that end it badly. */
export const endings: Readonly<Record<number, string>> = {
  2: '原创声明失败',
  3: '公众号发布失败',
  4: '未通过平台审核',
  5: '已发布,随后被删除',
  6: '已发布,随后被平台封禁',
};
