import { paymentPromises } from './promises.ts';

paymentPromises('v3');
