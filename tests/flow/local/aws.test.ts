import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeParametersCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDynamo } from '#local/aws/dynamo.ts';
import { startSsm } from '#local/aws/ssm.ts';
import { startStorage } from '#local/aws/storage.ts';
import { Closing } from '#local/closing.ts';

const closing = new Closing();
const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
afterAll(() => closing.close());

test('DynamoDB has the one table, its index of what is due and its expiry, for those who know the key', async () => {
  const { endpoint, accessKeyId } = await closing.add(startDynamo('rooms', region));
  const client = new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'local' } });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'rooms' }));
  expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk']);
  expect(Table?.GlobalSecondaryIndexes).toMatchObject([
    { IndexName: 'due', Projection: { ProjectionType: 'KEYS_ONLY' }, KeySchema: [{ AttributeName: 'duePk' }, { AttributeName: 'dueAt' }] },
  ]);
  const expiry = await client.send(new DescribeTimeToLiveCommand({ TableName: 'rooms' }));
  expect(expiry.TimeToLiveDescription?.AttributeName).toBe('expiresAt');
  const stranger = new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'STRANGER', secretAccessKey: 'local' } });
  expect((await stranger.send(new ListTablesCommand({}))).TableNames).toEqual([]);
}, 30_000);

test('S3 takes a presigned PUT of 20 MB, with the bucket in the path', async () => {
  const { endpoint } = await closing.add(startStorage({ region, bucket: 'pictures', queues: {} }));
  const client = new S3Client({ endpoint, region, credentials });
  const where = { Bucket: 'pictures', Key: 'incoming/a' };
  const url = await getSignedUrl(client, new PutObjectCommand({ ...where, ContentType: 'image/jpeg' }));
  expect(new URL(url).pathname).toBe('/pictures/incoming/a');
  const put = await fetch(url, { method: 'PUT', body: Buffer.alloc(20 * 1024 * 1024), headers: { 'content-type': 'image/jpeg' } });
  expect(put.status).toBe(200);
  expect(await client.send(new HeadObjectCommand(where))).toMatchObject({ ContentLength: 20 * 1024 * 1024, ContentType: 'image/jpeg' });
});

let ssm: SSMClient;
beforeAll(async () => {
  const { endpoint } = await closing.add(startSsm({ '/darkroom/local/A': '1', '/darkroom/local/deep/B': '2' }));
  ssm = new SSMClient({ endpoint, region, credentials });
});

test('Parameter Store answers what is there and names what is not', async () => {
  const Names = ['/darkroom/local/A', '/darkroom/local/NONE'];
  const { Parameters, InvalidParameters } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
  expect(Parameters).toMatchObject([{ Name: '/darkroom/local/A', Value: '1', Type: 'SecureString' }]);
  expect(InvalidParameters).toEqual(['/darkroom/local/NONE']);
});

test('a path has its own parameters, and those below it when asked', async () => {
  const values = async (Recursive: boolean) =>
    (await ssm.send(new GetParametersByPathCommand({ Path: '/darkroom/local/', Recursive }))).Parameters?.map(({ Value }) => Value);
  expect(await values(false)).toEqual(['1']);
  expect(await values(true)).toEqual(['1', '2']);
});

test('a parameter is set once, and again only when told to overwrite', async () => {
  const parameter = { Name: '/other/C', Value: '你好', Type: 'SecureString' } as const;
  expect(await ssm.send(new PutParameterCommand(parameter))).toMatchObject({ Version: 1 });
  await expect(ssm.send(new PutParameterCommand(parameter))).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect(await ssm.send(new PutParameterCommand({ ...parameter, Overwrite: true }))).toMatchObject({ Version: 2 });
  const described = await ssm.send(
    new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: ['/other/C'] }] }),
  );
  expect(described.Parameters).toMatchObject([{ Name: '/other/C', Version: 2 }]);
  expect(described.Parameters?.[0]).not.toHaveProperty('Value');
});

test('more than ten names at once are refused, as by AWS', async () => {
  const Names = Array.from({ length: 11 }, (_, at) => `/n/${at}`);
  await expect(ssm.send(new GetParametersCommand({ Names }))).rejects.toMatchObject({ name: 'ValidationException' });
});
