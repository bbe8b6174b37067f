/** Where a stage's secrets are in Parameter Store. */
export const secretsPath = (stage: string): string => `/darkroom/${stage}/`;
