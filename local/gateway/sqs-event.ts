import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttribute, SQSRecord } from 'aws-lambda';

/** The event of Lambda's SQS event source. */
export const sqsEvent = (messages: readonly Message[], eventSourceARN: string): SQSEvent => ({
  Records: messages.map((message) => record(message, eventSourceARN)),
});

/** Ids of the messages that the consumer wants again. A `batchItemFailures` that isn't a list of ids fails them all, as on AWS. */
export function failedMessages(result: unknown, event: SQSEvent): string[] {
  const everything = event.Records.map(({ messageId }) => messageId);
  const failures = (result as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return everything;
  const ids = failures.map((failure) => failure?.itemIdentifier);
  return ids.every((id) => everything.includes(id)) ? ids : everything;
}

function record(message: Message, eventSourceARN: string): SQSRecord {
  const {
    ApproximateReceiveCount = '1',
    SentTimestamp = '',
    SenderId = '',
    ApproximateFirstReceiveTimestamp = '',
  } = message.Attributes ?? {};
  return {
    messageId: message.MessageId!,
    receiptHandle: message.ReceiptHandle!,
    body: message.Body ?? '',
    attributes: { ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp },
    messageAttributes: Object.fromEntries(Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attribute(value)])),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: eventSourceARN.split(':')[3]!,
  };
}

const attribute = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue): SQSMessageAttribute => ({
  ...(StringValue === undefined ? {} : { stringValue: StringValue }),
  ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType as SQSMessageAttribute['dataType'],
});
