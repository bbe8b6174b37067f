/**
 * Every way a request can fail, once, with what each wire format makes of it.
 *
 * - `status`: the HTTP status of the mini-program API (the partner API answers 200 always).
 * - `mini`: `code` and `error` label of the mini-program's error body (mini-program-api.txt, decisions.md).
 * - `partner`: `errno` (partner-api.txt). `platform`: body `code` (platform-api.txt).
 * - `message`: what is said when the thrower has nothing more exact.
 * - `outcome`: the fault is the final result of work that was done, so an idempotent replay answers it again.
 */
interface FaultRow {
  status: number;
  mini: { code: string; error: string };
  partner: number;
  platform: number;
  message: string;
  outcome?: true;
}

const table = {
  'request.invalid': row(400, 'INVALID_REQUEST', '请求参数错误', 9001, 400, '请求参数错误'),
  'request.unauthorized': row(401, 'UNAUTHORIZED', '未授权', 9999, 401, '未登录或token过期,需要重新登录'),
  'request.forbidden': row(403, 'FORBIDDEN', '无权限', 9999, 403, '没有权限'),
  'request.not_found': row(404, 'NOT_FOUND', '资源不存在', 9002, 404, '资源不存在'),
  'request.method': row(405, 'METHOD_NOT_ALLOWED', '请求方法不支持', 9001, 405, '请求方法不支持'),
  'request.rate_limited': row(429, 'RATE_LIMITED', '请求过于频繁', 500, 429, '请求过于频繁,请稍后重试'),
  'request.unexpected': row(500, 'INTERNAL_ERROR', '服务器内部错误', 500, 500, '服务器内部错误'),

  'idempotency.mismatch': row(422, 'IDEMPOTENCY_KEY_REUSED', '幂等键冲突', 9001, 422, 'Idempotency-Key 已用于另一个请求'),
  'idempotency.running': row(409, 'REQUEST_IN_PROGRESS', '请求处理中', 500, 409, '相同 Idempotency-Key 的请求仍在处理'),

  'login.invalid': row(400, 'LOGIN_ERROR', '登录失败', 9001, 400, '缺少 code'),
  'login.refused': row(401, 'LOGIN_ERROR', '登录失败', 9999, 401, 'WeChat login error: invalid code'),
  'login.busy': row(503, 'LOGIN_ERROR', '登录失败', 500, 500, 'WeChat login error: system busy'),
  'login.unreachable': row(502, 'LOGIN_ERROR', '登录失败', 500, 500, 'WeChat login error: service unreachable'),

  'login.wrong_password': row(401, 'UNAUTHORIZED', '登录失败', 9999, 401, '用户名或密码错误'),

  'points.insufficient': row(402, 'INSUFFICIENT_POINTS', '积分不足', 9101, 40001, '积分不足'),

  'image.invalid': row(400, 'INVALID_IMAGE', '图片无效', 9005, 400, '图片无法识别'),
  'image.too_large': row(413, 'IMAGE_TOO_LARGE', '图片过大', 9006, 413, '图片过大'),
  'media.not_found': row(404, 'NOT_FOUND', '文件不存在', 9002, 404, '文件不存在'),

  'model.not_found': row(404, 'NOT_FOUND', '模型不存在', 9002, 404, '模型不存在'),
  'creation.not_found': row(404, 'NOT_FOUND', '作品不存在', 9002, 404, '作品不存在'),

  'partner.not_found': row(404, 'NOT_FOUND', '合作方不存在', 9002, 404, '数据未找到'),
  'webhook.not_found': row(404, 'NOT_FOUND', '通知不存在', 9002, 404, '没有这张图片的通知'),
  'partner.suspended': row(403, 'FORBIDDEN', '合作方已停用', 9999, 403, '该 third_code 已停用'),

  'photo.upload_failed': row(502, 'UPLOAD_FAILED', '上传失败', 9006, 500, '上传失败'),
  'photo.failed': row(422, 'PHOTO_FAILED', '图片处理失败', 9009, 40007, '图片异常,处理失败'),
  'photo.unknown': row(404, 'NOT_FOUND', '图片不存在', 9002, 404, '图片不存在,请确认图片是否上传成功'),
  'photo.gone': row(404, 'NOT_FOUND', '图片已失效', 9002, 404, '数据已失效,请重新上传'),
  'photo.working': row(409, 'PHOTO_WORKING', '图片处理中', 500, 400, '图片处理中,请稍后再下载'),
  'photo.submitting': row(409, 'REQUEST_IN_PROGRESS', '请求处理中', 500, 409, '相同图片正在提交,请稍后重试'),
  'photo.too_many': row(429, 'TOO_MANY_PHOTOS', '处理中的图片过多', 500, 429, '处理中的图片过多,请稍后再上传'),

  'job.not_found': row(404, 'JOB_NOT_FOUND', '任务不存在', 9002, 404, '任务不存在'),
  'job.finished': row(409, 'JOB_FINISHED', '任务已结束', 9009, 409, '任务已结束,无法取消'),
  'job.cancelled': outcome(409, 'JOB_CANCELLED', '任务已取消', 9009, 40007, '任务已取消,未扣除积分'),
  'job.expired': outcome(504, 'JOB_EXPIRED', '任务超时', 9009, 40007, '任务超时,未扣除积分'),

  'ai.busy': outcome(429, 'RATE_LIMITED', 'API配额限制', 9009, 40006, 'AI服务繁忙,请稍后重试'),
  'ai.unavailable': outcome(502, 'AI_SERVICE_ERROR', 'AI服务错误', 9009, 40006, 'AI服务错误,请稍后重试'),
  'ai.retired': outcome(502, 'AI_SERVICE_ERROR', 'AI服务错误', 9009, 40006, 'AI模型已停用,请联系管理员'),
  'ai.refused': outcome(422, 'CONTENT_REFUSED', '内容被拒绝', 9009, 40007, '内容未通过AI安全审核'),

  'activity.not_found': row(404, 'ACTIVITY_NOT_FOUND', '活动不存在', 9002, 404, '活动不存在'),
  'activity.pending': row(400, 'ACTIVITY_PENDING', '活动未开始', 9001, 400, '活动尚未开始'),
  'activity.ended': row(400, 'ACTIVITY_ENDED', '活动已结束', 9001, 40010, '活动已结束'),
  'activity.joined': row(400, 'ACTIVITY_JOINED', '已参加活动', 9001, 400, '您已参加过该活动'),
  'coupon.not_found': row(404, 'COUPON_NOT_FOUND', '优惠券不存在', 9002, 404, '优惠券不存在'),
  'coupon.invalid': row(400, 'COUPON_INVALID', '优惠券无效', 9001, 40003, '优惠券无效'),

  'publish.unbound': row(400, 'PLATFORM_UNBOUND', '平台账号未绑定', 9001, 40008, '平台账号未绑定'),
  'publish.unsupported': row(400, 'PLATFORM_UNSUPPORTED', '平台不支持发布', 9001, 40009, '该平台没有开放发布接口'),
  'publish.credentials': row(400, 'PLATFORM_CREDENTIALS', '平台凭证无效', 9001, 400, '平台凭证无效'),
  'publish.failed': row(422, 'PUBLISH_FAILED', '发布失败', 9009, 40009, '发布失败'),
  'publish.unavailable': row(502, 'PUBLISH_UNAVAILABLE', '平台服务错误', 500, 40009, '发布平台暂时不可用,请稍后重试'),

  'order.unconfigured': row(503, 'CREATE_ORDER_ERROR', '创建订单失败', 500, 500, 'WeChat payment not configured'),
  'order.rejected': row(502, 'CREATE_ORDER_ERROR', '创建订单失败', 500, 40005, '微信支付下单失败'),
  'order.invalid': row(400, 'CREATE_ORDER_ERROR', '创建订单失败', 9001, 400, '订单参数错误'),
  'order.not_found': row(404, 'ORDER_NOT_FOUND', '订单不存在', 9002, 40004, '订单不存在'),
  'refund.not_found': row(404, 'REFUND_NOT_FOUND', '退款不存在', 9002, 40004, '该订单没有退款'),
  'refund.impossible': row(409, 'REFUND_IMPOSSIBLE', '无法退款', 9001, 400, '订单未支付,无法退款'),
  'refund.refused': row(502, 'REFUND_REFUSED', '退款失败', 500, 40005, '支付平台拒绝退款'),
  'payment.unverified': row(401, 'PAYMENT_NOTIFY_ERROR', '支付通知无效', 9999, 40005, '签名错误'),
  'payment.mismatch': row(400, 'PAYMENT_MISMATCH', '支付金额不符', 9001, 40005, '支付金额与订单不符'),
  'payment.unavailable': row(502, 'PAYMENT_SERVICE_ERROR', '支付服务错误', 500, 40005, '支付服务暂时不可用'),
} satisfies Record<string, FaultRow>;

/** What the partner API's document says of each `errno` (partner-api.txt). 9002 and 500 mean several things: those faults say themselves which. */
export const partnerSentences: Readonly<Record<number, string>> = {
  9001: '传入参数错误',
  9005: '文件上传类型不支持',
  9006: '上传失败',
  9009: '图片异常,处理失败',
  9101: '剩余下载次数为0',
  9999: '请求参数token不合法',
};

export type FaultCode = keyof typeof table;
export const faults: Record<FaultCode, FaultRow> = table;

function row(status: number, code: string, error: string, partner: number, platform: number, message: string): FaultRow {
  return { status, mini: { code, error }, partner, platform, message };
}

function outcome(...args: Parameters<typeof row>): FaultRow {
  return { ...row(...args), outcome: true };
}
