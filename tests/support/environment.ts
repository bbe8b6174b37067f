/** Credentials of the one who runs the tests must not lead to real services; a newcomer has no DynamoDB Local running. */
export const newcomersEnvironment: Readonly<NodeJS.ProcessEnv> = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(GEMINI|GOOGLE|WECHAT|DYNAMODB)_/.test(name)),
);
