import type { Contract } from '#shared/contract/endpoint.ts';
import { notFound } from './gateway/not-found.contract.ts';
import { animate } from './image/animate.contract.ts';
import { custom } from './image/custom.contract.ts';
import { jobCancel } from './image/job-cancel.contract.ts';
import { jobStatus } from './image/job-status.contract.ts';
import { outfitChange } from './image/outfit-change.contract.ts';
import { restore } from './image/restore.contract.ts';
import { liveConnect } from './live/connect.contract.ts';
import { liveDisconnect } from './live/disconnect.contract.ts';
import { liveJobs } from './live/jobs.contract.ts';
import { liveMessage } from './live/message.contract.ts';
import { reconcile } from './schedules/reconcile.contract.ts';
import { statisticsRollup } from './schedules/statistics.contract.ts';
import { sweep } from './schedules/sweep.contract.ts';
import { companyNums } from './third/company-nums.contract.ts';
import { photoBatch } from './third/photo-batch.contract.ts';
import { photoDownload } from './third/photo-download.contract.ts';
import { photoPresign } from './third/photo-presign.contract.ts';
import { photoStatus } from './third/photo-status.contract.ts';
import { photoUpload } from './third/photo-upload.contract.ts';
import { createUpload } from './uploads/create.contract.ts';
import { serveUpload } from './uploads/serve.contract.ts';
import { login as platformLogin } from './v1/auth/login.contract.ts';
import { logout } from './v1/auth/logout.contract.ts';
import { me } from './v1/auth/me.contract.ts';
import { refresh } from './v1/auth/refresh.contract.ts';
import { register } from './v1/auth/register.contract.ts';
import { getCreation } from './v1/creations/get.contract.ts';
import { listCreations } from './v1/creations/list.contract.ts';
import { removeCreation } from './v1/creations/remove.contract.ts';
import { updateCreation } from './v1/creations/update.contract.ts';
import { balance } from './v1/credit/balance.contract.ts';
import { membership } from './v1/credit/membership.contract.ts';
import { membershipOrders } from './v1/credit/membership-orders.contract.ts';
import { orderVerify } from './v1/credit/order-verify.contract.ts';
import { paymentCallback } from './v1/credit/payment-callback.contract.ts';
import { paymentNotify as platformNotify } from './v1/credit/payment-notify.contract.ts';
import { recharge } from './v1/credit/recharge.contract.ts';
import { rechargeOrders } from './v1/credit/recharge-orders.contract.ts';
import { transactions } from './v1/credit/transactions.contract.ts';
import { generatePicture } from './v1/image/generate.contract.ts';
import { showJob } from './v1/jobs/show.contract.ts';
import { createModel } from './v1/models/create.contract.ts';
import { listModels } from './v1/models/list.contract.ts';
import { removeModel } from './v1/models/remove.contract.ts';
import { updateModel } from './v1/models/update.contract.ts';
import { activityCreate } from './v1/operation/activity-create.contract.ts';
import { activityList } from './v1/operation/activity-list.contract.ts';
import { activityParticipate } from './v1/operation/activity-participate.contract.ts';
import { couponClaim } from './v1/operation/coupon-claim.contract.ts';
import { couponCreate } from './v1/operation/coupon-create.contract.ts';
import { couponList } from './v1/operation/coupon-list.contract.ts';
import { myCoupons } from './v1/operation/my-coupons.contract.ts';
import { addPartnerPackage } from './v1/operation/partners/add-package.contract.ts';
import { createPartner } from './v1/operation/partners/create.contract.ts';
import { listPartners } from './v1/operation/partners/list.contract.ts';
import { resendWebhook } from './v1/operation/partners/resend.contract.ts';
import { rotatePartner } from './v1/operation/partners/rotate.contract.ts';
import { showPartner } from './v1/operation/partners/show.contract.ts';
import { partnerStatement } from './v1/operation/partners/statement.contract.ts';
import { updatePartner } from './v1/operation/partners/update.contract.ts';
import { partnerUsage } from './v1/operation/partners/usage.contract.ts';
import { partnerWebhooks } from './v1/operation/partners/webhooks.contract.ts';
import { reconciliation } from './v1/operation/reconciliation.contract.ts';
import { referralGenerate } from './v1/operation/referral-generate.contract.ts';
import { referralRecords } from './v1/operation/referral-records.contract.ts';
import { createRefund } from './v1/operation/refunds/create.contract.ts';
import { showRefund } from './v1/operation/refunds/show.contract.ts';
import { statistics } from './v1/operation/statistics.contract.ts';
import { generateDeck } from './v1/ppt/generate.contract.ts';
import { publishBind } from './v1/publish/bind.contract.ts';
import { publishCreate } from './v1/publish/create.contract.ts';
import { publishHistory } from './v1/publish/history.contract.ts';
import { publishPlatformList } from './v1/publish/platforms.contract.ts';
import { generateFilm } from './v1/video/generate.contract.ts';
import { filmStatusOf } from './v1/video/status.contract.ts';
import { generateWriting } from './v1/writing/generate.contract.ts';
import { streamWriting } from './v1/writing/stream.contract.ts';
import { listTools } from './v1/writing/tools.contract.ts';
import { login } from './wechat/login.contract.ts';
import { paymentCreate } from './wechat/payment-create.contract.ts';
import { paymentNotify } from './wechat/payment-notify.contract.ts';
import { paymentOrder } from './wechat/payment-order.contract.ts';
import { pointsConfig } from './wechat/points-config.contract.ts';
import { userApiUsage } from './wechat/user-api-usage.contract.ts';
import { userInfo } from './wechat/user-info.contract.ts';
import { userTransactions } from './wechat/user-transactions.contract.ts';
import { imageWorker } from './workers/image.message.ts';
import { publishWorker } from './workers/publish.message.ts';
import { repairWorker } from './workers/repair.message.ts';
import { repairPriorityWorker } from './workers/repair-priority.message.ts';
import { videoWorker } from './workers/video.message.ts';
import { webhookWorker } from './workers/webhook.message.ts';
import { writingWorker } from './workers/writing.message.ts';

/** Every function there is. A new endpoint is its contract, its lambda and a line here. */
export const registry: readonly Contract[] = [
  login,
  paymentCreate,
  paymentNotify,
  paymentOrder,
  userInfo,
  userTransactions,
  userApiUsage,
  pointsConfig,
  restore,
  outfitChange,
  custom,
  animate,
  jobStatus,
  jobCancel,
  createUpload,
  serveUpload,
  register,
  platformLogin,
  refresh,
  me,
  logout,
  recharge,
  membership,
  paymentCallback,
  platformNotify,
  balance,
  transactions,
  rechargeOrders,
  membershipOrders,
  orderVerify,
  createRefund,
  showRefund,
  reconciliation,
  companyNums,
  listCreations,
  getCreation,
  updateCreation,
  removeCreation,
  listModels,
  createModel,
  updateModel,
  removeModel,
  publishPlatformList,
  publishBind,
  publishCreate,
  publishHistory,
  activityCreate,
  activityList,
  activityParticipate,
  couponCreate,
  couponList,
  couponClaim,
  myCoupons,
  referralGenerate,
  referralRecords,
  statistics,
  createPartner,
  listPartners,
  showPartner,
  updatePartner,
  rotatePartner,
  addPartnerPackage,
  partnerUsage,
  partnerStatement,
  partnerWebhooks,
  resendWebhook,
  photoUpload,
  photoStatus,
  photoDownload,
  photoBatch,
  photoPresign,
  listTools,
  generateWriting,
  streamWriting,
  showJob,
  generatePicture,
  generateDeck,
  generateFilm,
  filmStatusOf,
  notFound,
  imageWorker,
  videoWorker,
  repairWorker,
  repairPriorityWorker,
  publishWorker,
  webhookWorker,
  liveConnect,
  liveDisconnect,
  liveMessage,
  liveJobs,
  writingWorker,
  sweep,
  reconcile,
  statisticsRollup,
] as readonly Contract[];
