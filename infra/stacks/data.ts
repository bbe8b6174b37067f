import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Worker } from '#shared/contract/endpoint.ts';
import type { QueueName } from '#shared/contract/queues.ts';
import type { StageConfig } from '../config.ts';
import { named } from '../constructs/named.ts';
import { WorkQueue } from '../constructs/work-queue.ts';

/** What is kept: the table, the pictures and the work that waits. */
export class DataStack extends Stack {
  readonly table: TableV2;
  readonly bucket: Bucket;
  readonly queues: ReadonlyMap<QueueName, WorkQueue>;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig; workers: readonly Worker[] }) {
    super(scope, id, props);
    const { retain } = props.config;
    const removalPolicy = retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.table = named('Table', makeTable(this, retain, removalPolicy));
    this.bucket = named('Uploads', makeBucket(this, removalPolicy));
    const queues = new Map<QueueName, WorkQueue>();
    for (const worker of props.workers) queues.set(worker.queue, new WorkQueue(this, worker, queues));
    this.queues = queues;
  }

  /** What functions are given of it. */
  kept() {
    const { table, bucket, queues } = this;
    // Made here, in their order: the CDK would make them as it comes across who uses them, which isn't the same each time.
    for (const { queue } of queues.values()) this.exportValue(queue.queueArn);
    return { table, bucket, queues, bucketArn: this.exportValue(bucket.bucketArn), tableArn: this.exportValue(table.tableArn) };
  }
}

const makeTable = (scope: Construct, retain: boolean, removalPolicy: RemovalPolicy): TableV2 =>
  new TableV2(scope, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    globalSecondaryIndexes: [
      {
        indexName: 'due',
        partitionKey: { name: 'duePk', type: AttributeType.STRING },
        sortKey: { name: 'dueAt', type: AttributeType.NUMBER },
        projectionType: ProjectionType.KEYS_ONLY,
      },
    ],
    timeToLiveAttribute: 'expiresAt',
    // For live updates. It costs nothing by itself, nor does Lambda's reading of it.
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: retain },
    deletionProtection: retain,
    removalPolicy,
  });

/**
 * No CORS: mini-programs aren't bound by it, and no web page uploads here. No `autoDeleteObjects` in dev: it would bring a Lambda of
 * its own with the right to delete everything; docs/going-live.md has the one command that empties the bucket instead.
 */
const makeBucket = (scope: Construct, removalPolicy: RemovalPolicy): Bucket =>
  new Bucket(scope, 'Uploads', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy,
    lifecycleRules: [
      { id: 'forget-client-uploads', prefix: 'incoming/', expiration: Duration.days(1) },
      // A photo may wait for a day, and the sweeper removes it an hour after its end: this is for what a crash left behind.
      { id: 'forget-partners-photos', prefix: 'partner/', expiration: Duration.days(2) },
      { id: 'abort-multipart', abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
