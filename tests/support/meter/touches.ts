import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;
type Write = { TableName?: string; Key?: Item; Item?: Item };

interface Request extends Write {
  IndexName?: string;
  ExpressionAttributeValues?: Item;
  TransactItems?: readonly TransactWriteItem[];
  RequestItems?: Readonly<Record<string, { Keys?: readonly Item[] }>>;
}

const transacted: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

const prefixOf = (value: AttributeValue | undefined): string => `${value?.S?.split('#')[0]}#`;

/** What IAM would be asked about a request: `dynamodb:UpdateItem ACCOUNT#`, one for each item of a transaction. */
export function touchesOf(operation: string, request: Request): string[] {
  const touch = (action: string, prefix: string) => `dynamodb:${action} ${prefix}`;
  if (operation === 'TransactWriteItems') {
    return (request.TransactItems ?? []).flatMap((item) =>
      Object.entries(item as Record<string, Write>).map(([kind, { Key, Item }]) => touch(transacted[kind]!, prefixOf((Key ?? Item)?.pk))),
    );
  }
  if (operation === 'BatchGetItem') {
    return Object.values(request.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys.map(({ pk }) => touch(operation, prefixOf(pk))));
  }
  if (operation === 'Query') return [touch('Query', request.IndexName ?? prefixOf(request.ExpressionAttributeValues?.[':pk']))];
  return [touch(operation, prefixOf((request.Key ?? request.Item)?.pk))];
}
