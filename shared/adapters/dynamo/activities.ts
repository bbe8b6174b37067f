import type { Activities } from '../../domain/activities/ports.ts';
import { type Activity, type ActivityOf, type ActivityType, activityStatusAt, activityTypes } from '../../domain/activities/types.ts';
import { dynamoListings } from './listings.ts';
import type { Table } from './table.ts';

/** By type, so that what has to look for one type reads no others. */
export function dynamoActivities(table: Table): Activities {
  const { add, ...listings } = dynamoListings<Activity>(table, {
    name: 'ACTIVITIES',
    groups: activityTypes,
    groupOf: ({ type }) => type,
  });
  return {
    ...listings,
    create: async (activity) => {
      const listed = await add(activity);
      return listed === 'refused' ? neverRefused() : listed;
    },
    activeOf: async <Type extends ActivityType>(type: Type, now: number) => {
      const unended = (await listings.unendedOf(type, now)) as ActivityOf<Type>[];
      return unended.filter((activity) => activityStatusAt(activity, now) === 'active');
    },
  };
}

const neverRefused = (): never => {
  throw new Error('an activity has nothing that could have been there already');
};
