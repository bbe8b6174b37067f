import type * as z from 'zod/mini';
import { plannedVideo } from '#shared/domain/jobs/planned-video.ts';
import type { Job, MiniJobKind, MiniRequest } from '#shared/domain/jobs/types.ts';
import { reply } from '#shared/http/reply.ts';
import type { animateData, customData, outfitData, restoreData } from './schemas.ts';

const messages: Readonly<Record<MiniJobKind, string>> = {
  restore_photo: '老照片修复完成',
  outfit_change: '换装完成',
  custom: '自定义图片处理完成',
  animate: '照片动画生成完成',
};

const retryAfterSeconds: Readonly<Record<MiniJobKind, number>> = { restore_photo: 2, outfit_change: 2, custom: 2, animate: 5 };

export interface DataOf {
  restore_photo: z.output<typeof restoreData>;
  outfit_change: z.output<typeof outfitData>;
  custom: z.output<typeof customData>;
  animate: z.output<typeof animateData>;
}

/** The documented `data` of each kind of work (mini-program-api.txt). */
const dataViews: { [Kind in MiniJobKind]: (job: Job, request: MiniRequest & { kind: Kind }) => DataOf[Kind] } = {
  restore_photo: ({ original, output }) => ({ originalImage: original, restoredImage: output, imageUrl: `/uploads/${output}` }),
  outfit_change: ({ original, output }, { style, referenceImage }) => ({
    originalImage: original,
    changedImage: output,
    imageUrl: `/uploads/${output}`,
    style: style ?? null,
    useReference: referenceImage !== undefined,
    referenceImage: referenceImage ?? null,
  }),
  custom: ({ original, output }, { prompt }) => ({
    originalImage: original,
    processedImage: output,
    imageUrl: `/uploads/${output}`,
    prompt,
  }),
  animate: ({ original, output, video }, request) => ({
    originalImage: original,
    animatedVideo: output,
    videoUrl: `/uploads/${output}`,
    animationType: request.animationType,
    ...(video ?? plannedVideo(request)),
    mimeType: 'video/mp4',
  }),
};

export interface JobInView {
  job: Job;
  request: MiniRequest;
  /** Points available now. */
  remaining: number;
}

/** A job that succeeded, or still works, as the answer of the endpoint that made it: 200, or 202 in the same shape (DESIGN §4). */
export function jobReply<Kind extends MiniJobKind>({ job, request, remaining }: JobInView, now: number) {
  const data = (dataViews[request.kind] as (job: Job, request: MiniRequest) => DataOf[Kind])(job, request);
  const points = { deducted: job.cost, remaining };
  const processingTime = `${(job.finishedAt ?? now) - job.createdAt}ms`;
  if (job.state === 'succeeded')
    return reply(200, { success: true, message: messages[request.kind], requestId: job.id, processingTime, data, points });
  const statusUrl = `/api/image/jobs/${job.id}`;
  const body = {
    success: true,
    message: '处理中,请稍后查询结果',
    requestId: job.id,
    status: 'processing',
    statusUrl,
    processingTime,
    data,
    points,
  } as const;
  return reply(202, body, { location: statusUrl, 'retry-after': String(retryAfterSeconds[request.kind]) });
}
