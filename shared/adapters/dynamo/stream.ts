import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { fromRaw } from './items.ts';

/** An item before and after a write; nothing where it wasn't there, or is no longer. */
export interface Change<T> {
  before: T | undefined;
  after: T | undefined;
}

type Image = Record<string, AttributeValue> | undefined;

/** The changes that an event of the table's stream tells of, oldest first. */
export const changesIn = <T>({ Records }: DynamoDBStreamEvent): Change<T>[] =>
  Records.map(({ dynamodb }) => ({ before: read<T>(dynamodb?.OldImage as Image), after: read<T>(dynamodb?.NewImage as Image) }));

const read = <T>(image: Image): T | undefined => image && fromRaw<T>(image);
