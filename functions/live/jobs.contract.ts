import { follower } from '#shared/contract/endpoint.ts';

/** Only the platform's accounts can open connections, so only their jobs are followed. */
export const liveJobs = follower({
  id: 'live/jobs',
  items: { pk: 'ACCOUNT#u_', sk: 'JOB#' },
  summary: 'Tells the open connections of an account what has become of its work',
  uses: ['due:read', 'connections:forget', 'live:send'],
  timeoutSeconds: 30,
  example: {
    before: { pk: 'ACCOUNT#u_1', sk: 'JOB#req_1', id: 'req_1', account: 'u_1', kind: 'animate', state: 'queued', cost: 30 },
    after: { pk: 'ACCOUNT#u_1', sk: 'JOB#req_1', id: 'req_1', account: 'u_1', kind: 'animate', state: 'running', cost: 30 },
  },
});
