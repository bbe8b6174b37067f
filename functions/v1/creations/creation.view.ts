import type { Creation } from '#shared/domain/creations/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';

/** A creation as answers show it; `content` is what is to be shown of it. */
export const creationView = (publicUrl: string, { id, type, tool, title, file, createdAt }: Creation, content: string) => ({
  id,
  type,
  tool_type: tool ?? null,
  title,
  content,
  ...(file !== undefined && { file_url: `${publicUrl}/uploads/${file}` }),
  created_at: beijingTime(createdAt),
});
