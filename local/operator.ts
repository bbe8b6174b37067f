/** The operator of a local stack, whom everybody knows. */
export const OPERATOR = { username: 'admin', password: 'darkroom-admin', email: 'admin@example.com' } as const;
