import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { physicalId } from './stacks.ts';

const tableName = () => physicalId('AWS::DynamoDB::GlobalTable');
const bucketName = () => physicalId('AWS::S3::Bucket');

/** What customers have: every item of the table and every object of the bucket, by key. */
export type Records = ReadonlyMap<string, string>;

export async function readRecords(): Promise<Records> {
  const records = new Map<string, string>();
  for await (const { Items = [] } of paginateScan({ client: new DynamoDBClient() }, { TableName: await tableName(), ConsistentRead: true }))
    for (const item of Items) records.set(`item ${item.pk?.S} ${item.sk?.S}`, JSON.stringify(sorted(item)));
  for await (const { Contents = [] } of paginateListObjectsV2({ client: new S3Client() }, { Bucket: await bucketName() }))
    for (const { Key, ETag } of Contents) records.set(`object ${Key}`, String(ETag));
  return records;
}

const sorted = (item: object) => Object.fromEntries(Object.entries(item).sort(([a], [b]) => a.localeCompare(b)));

/** What was there and is gone, or isn't what it was. */
export const lostOrChanged = (before: Records, after: Records): string[] =>
  [...before].flatMap(([key, value]) => {
    const now = after.get(key);
    if (now === undefined) return [`lost: ${key}`];
    return now === value ? [] : [`changed: ${key}\n  was ${value}\n  is  ${now}`];
  });

/** `aws s3 rm s3://BUCKET --recursive`, which docs/going-live.md asks for before `cdk destroy`. Answers how many objects there were. */
export async function emptyBucket(): Promise<number> {
  const client = new S3Client();
  const Bucket = await bucketName();
  let count = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    if (Contents.length === 0) continue;
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
    count += Contents.length;
  }
  return count;
}
