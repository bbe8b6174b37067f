import { expect, test } from 'vitest';
import { failedMessages, sqsEvent } from '#local/gateway/sqs-event.ts';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:image-jobs';
const event = sqsEvent(
  [
    {
      MessageId: 'm1',
      ReceiptHandle: 'r1',
      Body: '{"job":"1"}',
      MD5OfBody: 'abc',
      Attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1' },
      MessageAttributes: { trace: { DataType: 'String', StringValue: 't' } },
    },
  ],
  ARN,
);

test("a record has the fields of Lambda's SQS event", () => {
  expect(event.Records).toEqual([
    {
      messageId: 'm1',
      receiptHandle: 'r1',
      body: '{"job":"1"}',
      attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1', SenderId: '', ApproximateFirstReceiveTimestamp: '' },
      messageAttributes: { trace: { stringValue: 't', stringListValues: [], binaryListValues: [], dataType: 'String' } },
      md5OfBody: 'abc',
      eventSource: 'aws:sqs',
      eventSourceARN: ARN,
      awsRegion: 'us-east-1',
    },
  ]);
});

test.each([
  [undefined, []],
  [{}, []],
  [{ batchItemFailures: [] }, []],
  [{ batchItemFailures: [{ itemIdentifier: 'm1' }] }, ['m1']],
  [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }, ['m1']],
  [{ batchItemFailures: [{ itemIdentifier: '' }] }, ['m1']],
  [{ batchItemFailures: 'm1' }, ['m1']],
])('of the answer %j the messages %j come again', (answer, failed) => {
  expect(failedMessages(answer, event)).toEqual(failed);
});
