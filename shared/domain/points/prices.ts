import type { JobKind, MiniJobKind } from '../jobs/types.ts';

/** Points for each kind of work (mini-program-api.txt, 积分消费). A job keeps the price it was submitted at. */
export const prices: Readonly<Record<MiniJobKind, number>> = { restore_photo: 10, outfit_change: 20, custom: 15, animate: 30 };

export const NEW_USER_BONUS = 100;

/** What a ledger entry says of the work it paid for. */
export const spendDescriptions: Readonly<Record<JobKind, string>> = {
  restore_photo: '老照片修复 API调用',
  outfit_change: '换装功能 API调用',
  custom: '自定义处理 API调用',
  animate: '照片动画 API调用',
  repair: '照片修复',
  writing: 'AI写作',
  ppt: 'AI生成PPT',
  image: 'AI生成图片',
  video: 'AI生成视频',
};
