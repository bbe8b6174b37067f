/**
 * Words in a prompt that make the stand-in behave as the models do with content that they don't like.
 *
 * | marker | picture (generateContent) | Omni (interactions) | Veo (Vertex AI) |
 * |---|---|---|---|
 * | `[blocked]` | `promptFeedback.blockReason`, no candidate | 400 that names the policy | operation ends in error 3, "usage guidelines" |
 * | `[unsafe]` | `finishReason: IMAGE_SAFETY`, no picture | completed with text only | done, `raiMediaFilteredReasons` |
 * | `[declined]` | text only, `STOP` | completed with text only | done, `raiMediaFilteredReasons` |
 * | `[broken]` | 500 | status `failed` | operation ends in error 13 |
 * | `[thought]` | a draft part with `thought: true` comes first | – | – |
 */
export type Marker = 'blocked' | 'unsafe' | 'declined' | 'broken' | 'thought';

/** The first marker in the prompt. */
export const markerIn = (prompt: string): Marker | undefined =>
  /\[(blocked|unsafe|declined|broken|thought)\]/.exec(prompt)?.[1] as Marker | undefined;

export const DECLINED_TEXT = "I can't help with that picture. It may go against the policy on generated content.";
