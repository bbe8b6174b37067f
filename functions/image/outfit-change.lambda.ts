import { outfitWork } from '#shared/domain/jobs/outfit.ts';
import { serve } from '#shared/http/serve.ts';
import { outfitChange } from './outfit-change.contract.ts';
import { submitting } from './submit.wiring.ts';

export const handler = serve(outfitChange, (env) =>
  submitting(env, outfitChange, 'image-jobs', ({ style, referenceKey }: OutfitFields, files) =>
    outfitWork(style, files.reference !== undefined || referenceKey !== undefined),
  ),
);

interface OutfitFields {
  style?: string | undefined;
  imageKey?: string | undefined;
  referenceKey?: string | undefined;
}
