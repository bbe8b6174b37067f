import { jobPlants } from './jobs.ts';
import { notificationPlants } from './notifications.ts';
import { paymentPlants } from './payments.ts';
import type { Plant } from './plant.ts';
import { pointPlants } from './points.ts';
import { publishingPlants } from './publishing.ts';
import { webhookPlants } from './webhooks.ts';

export type { Plant } from './plant.ts';

export const plants: readonly Plant[] = [
  ...pointPlants,
  ...jobPlants,
  ...paymentPlants,
  ...notificationPlants,
  ...publishingPlants,
  ...webhookPlants,
];
