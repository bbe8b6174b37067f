import type { Plant } from './plant.ts';

const LEDGER = 'shared/adapters/dynamo/ledger.ts';
const SETTLE = 'shared/adapters/dynamo/settle.ts';

/** The job's state and its hold are looked at in one transaction: either would do. */
const ENDLESS = {
  file: SETTLE,
  from: "condition: '#state IN (:queued, :running)'",
  to: "condition: '#state IN (:queued, :running) OR attribute_exists(pk)'",
};

/** Two conditions keep a number from being given twice; a bug takes both to show. */
const OVERWRITE = {
  file: 'shared/adapters/dynamo/transaction.ts',
  from: "ConditionExpression: 'attribute_not_exists(pk)', ",
  to: '',
};

/** Bugs by which points get lost or made. */
export const pointPlants: readonly Plant[] = [
  {
    name: 'a hold is taken without looking whether it is there',
    file: LEDGER,
    from: "'attribute_not_exists(holds.#job)', ",
    to: '',
    shows: ['image/restore'],
    faults: ['lose-answer', 'kill'],
  },
  {
    name: 'a hold may take more than there is',
    file: LEDGER,
    from: "'points >= :amount', ",
    to: '',
    shows: ['more work at once than there are points'],
  },
  {
    name: 'a job is ended twice',
    ...ENDLESS,
    shows: ['workers/image < image/restore', 'image/job-cancel', 'schedules/sweep'],
    faults: ['stall'],
  },
  {
    name: 'points are given back without looking at the hold or the job',
    file: SETTLE,
    from: "  condition: 'holds.#job = :cost',\n",
    to: '',
    also: [ENDLESS],
    shows: ['image/job-cancel', 'workers/image < image/restore', 'schedules/sweep'],
    faults: ['stall', 'lose-answer'],
  },
  {
    name: 'a failed job gives nothing back',
    file: SETTLE,
    from: 'SET points = points + :cost, held = held - :cost, jobsEnded = jobsEnded + :one REMOVE holds.#job',
    to: 'SET held = held - :cost, jobsEnded = jobsEnded + :one REMOVE holds.#job',
    shows: ['image/job-cancel'],
    faults: [],
  },
  {
    name: 'spends are numbered without looking',
    file: SETTLE,
    from: "condition: 'holds.#job = :cost AND #sequence = :seen'",
    to: "condition: 'holds.#job = :cost AND (#sequence = :seen OR attribute_exists(pk))'",
    also: [OVERWRITE],
    shows: ['entries of one account at once'],
  },
  {
    name: 'top-ups are numbered without looking',
    file: 'shared/adapters/dynamo/ledger-writes.ts',
    from: "].join(' AND '),",
    to: "].concat('attribute_exists(pk)').join(' OR '),",
    also: [OVERWRITE],
    shows: ['entries of one account at once'],
  },
  {
    name: 'a second first login makes a second account',
    ...OVERWRITE,
    shows: ['wechat/login'],
    faults: ['stall', 'lose-answer', 'kill'],
  },
];
