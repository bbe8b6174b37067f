import type { oas31, ZodOpenApiComponentsObject } from 'zod-openapi';
import type { Endpoint } from '../contract/endpoint.ts';

/** How a caller of each API says who it is. */
const schemes: NonNullable<ZodOpenApiComponentsObject['securitySchemes']> = {
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Mini-program: from POST /api/wechat/login; 7 days' },
  partnerToken: {
    type: 'apiKey',
    in: 'header',
    name: 'token',
    description: 'Partner: `md5(secret_key + time) + "," + time`, the time in seconds; valid for 120 s around it',
  },
  accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Platform: from POST /api/v1/auth/login; 2 hours' },
  refreshToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Platform: from POST /api/v1/auth/login; 7 days' },
};

/** The scheme that the endpoint asks for; an empty list where anybody may call. */
export function securityOf({ api, auth }: Pick<Endpoint, 'api' | 'auth'>): oas31.SecurityRequirementObject[] {
  if (auth === 'none') return [];
  if (auth === 'partner') return [{ partnerToken: [] }];
  if (auth === 'refresh') return [{ refreshToken: [] }];
  return api === 'mini' ? [{ token: [] }] : [{ accessToken: [] }];
}

/** The schemes that some endpoint asks for. */
export function schemesOf(endpoints: readonly Endpoint[]): typeof schemes {
  const used = new Set(endpoints.flatMap((endpoint) => securityOf(endpoint).flatMap(Object.keys)));
  return Object.fromEntries(Object.entries(schemes).filter(([name]) => used.has(name)));
}
