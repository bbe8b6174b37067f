import type { Environment } from '#shared/contract/environment.ts';

/** Where "read the original" of a published article leads. */
export const siteUrlOf = (env: Environment): string => env.ARTICLE_SOURCE_URL || env.REGISTER_URL || `${env.PUBLIC_URL}/register`;
