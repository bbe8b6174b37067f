import { SAMPLE_PARTNER } from '#local/seed.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { addPackage, createPartner, type Told } from '#shared/domain/partners/manage.ts';
import { jobIdOf, mdfOf } from '#shared/domain/partners/mdf.ts';
import { partnerToken } from '#tests/support/partner.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

interface Answer {
  code: number;
  errno?: number;
  data: { mdf: string; img_url: string };
}

let count = 0;

type Who = Pick<Told['partner'], 'code' | 'account'> & { secret: string };

/** A partner's request, signed just now; `errno`: how it is to fail. */
async function ask(world: World, path: string, form: Record<string, string> = {}, how: { who?: Who; file?: Buffer; errno?: number } = {}) {
  const { code, secret } = how.who ?? SAMPLE_PARTNER;
  const answer = await world.call<Answer>('POST', `/api/third/${path}`, {
    headers: { token: partnerToken(secret) },
    form: { third_code: code, ...form },
    ...(how.file && { files: { file: how.file } }),
  });
  if (answer.errno !== how.errno) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer.data;
}

const newPhoto = (): Promise<Buffer> => damagedPhoto(60 + ++count, 60);
const upload = async (world: World, file?: Buffer, how: { who?: Who; errno?: number } = {}) =>
  ask(world, 'photo/upload', { repair_type: 'sr' }, { file: file ?? (await newPhoto()), ...how });

const receiver = ({ stack }: World): string => `${stack.outsideUrl}/partner/repaired`;

const accountOf = async (world: World): Promise<string> => (await dynamoPartners(world.table).find(SAMPLE_PARTNER.code))!.account;
const message = async (world: World, mdf: string, who?: Who) => ({ account: who?.account ?? (await accountOf(world)), job: jobIdOf(mdf)! });

/** A photo that is repaired. */
async function repaired(world: World): Promise<Answer['data']> {
  const photo = await upload(world);
  await world.work('workers/repair', await message(world, photo.mdf));
  return photo;
}

/** After that, uploads have expired. */
const YEAR_MS = 366 * 86_400_000;

/** A new partner who bought 3 uploads so many milliseconds ago, each time. */
async function partnerWho(world: World, ...boughtAgo: readonly number[]): Promise<Who> {
  const clock = { now: Date.now() };
  const keyRing = vault(async () => world.stack.secrets.VAULT_KEYS);
  const parts = { partners: dynamoPartners(world.table), prepaid: dynamoPrepaid(world.table), vault: keyRing, clock: () => clock.now };
  const { partner, secret } = await createPartner(parts, { code: `metered-third-${++count}`, name: '' });
  for (const [at, ago] of boughtAgo.entries()) {
    clock.now = Date.now() - ago;
    await addPackage(parts, partner.code, 3, `package-${at}`);
  }
  return { ...partner, secret };
}

/** Whose uploads have expired, on record. */
async function partnerWithoutUploads(world: World): Promise<Who> {
  const who = await partnerWho(world, YEAR_MS);
  await world.stack.runSchedule('schedules/sweep');
  return who;
}

/** A photo whose partner wants to know of its end. */
async function toRepair(world: World): Promise<{ account: string; job: string }> {
  const form = { repair_type: 'sr', callback_url: receiver(world) };
  return message(world, (await ask(world, 'photo/upload', form, { file: await newPhoto() })).mdf);
}

/** The same, and it has ended. */
async function toTell(world: World): Promise<{ account: string; job: string }> {
  const work = await toRepair(world);
  await world.work('workers/repair', work);
  return work;
}

/** And it was told. Answers the photo's `mdf`. */
export async function toldPhoto(world: World): Promise<string> {
  const work = await toTell(world);
  await world.work('workers/webhook', work);
  return mdfOf({ id: work.job });
}

const repairing = (id: string): UnitCase => ({
  id,
  when: 'a photo is repaired, in one step of the model',
  async prepare(world) {
    const who = await partnerWho(world, 0);
    const work = await message(world, (await upload(world, undefined, { who })).mdf, who);
    return () => world.work(id, work);
  },
});

export const thirdCases: UnitCase[] = [
  {
    id: 'third/photo-upload',
    when: '',
    async prepare(world) {
      // One of its own: what waits for repair is in its account's item.
      const [photo, who] = [await newPhoto(), await partnerWho(world, 0)];
      return () => upload(world, photo, { who });
    },
  },
  {
    id: 'third/photo-upload',
    when: 'the same photo again',
    async prepare(world) {
      const photo = await newPhoto();
      await upload(world, photo);
      return () => upload(world, photo);
    },
  },
  {
    id: 'third/photo-upload',
    when: 'with an `Idempotency-Key`',
    async prepare(world) {
      const photo = await newPhoto();
      const headers = { token: partnerToken(SAMPLE_PARTNER.secret), 'idempotency-key': 'once' };
      const form = { third_code: SAMPLE_PARTNER.code, repair_type: 'sr' };
      return () => world.call('POST', '/api/third/photo/upload', { headers, form, files: { file: photo } });
    },
  },
  {
    id: 'third/photo-upload',
    when: 'nothing is left',
    async prepare(world) {
      const [photo, who] = [await newPhoto(), await partnerWithoutUploads(world)];
      return () => upload(world, photo, { who, errno: 9101 });
    },
  },
  {
    id: 'third/photo-upload',
    when: 'something has expired that is not on record yet',
    async prepare(world) {
      const [photo, who] = [await newPhoto(), await partnerWho(world, YEAR_MS, 0)];
      return () => upload(world, photo, { who });
    },
  },
  {
    id: 'third/photo-upload',
    when: 'with a `callback_url`',
    async prepare(world) {
      const photo = await newPhoto();
      return () => ask(world, 'photo/upload', { repair_type: 'sr', callback_url: receiver(world) }, { file: photo });
    },
  },
  {
    id: 'third/photo-upload',
    when: 'with a `callback_url`, and nothing is left',
    async prepare(world) {
      const [photo, who] = [await newPhoto(), await partnerWithoutUploads(world)];
      const form = { repair_type: 'sr', callback_url: receiver(world) };
      return () => ask(world, 'photo/upload', form, { file: photo, who, errno: 9101 });
    },
  },
  {
    id: 'third/photo-status',
    when: '',
    async prepare(world) {
      const { mdf } = await upload(world);
      return () => ask(world, 'photo/status', { mdf });
    },
  },
  {
    id: 'third/photo-download',
    when: '',
    async prepare(world) {
      const { mdf } = await repaired(world);
      return () => ask(world, 'photo/download', { mdf });
    },
  },
  {
    id: 'third/photo-batch',
    when: 'two photos',
    async prepare(world) {
      const [one, two] = [await upload(world), await upload(world)];
      return () => ask(world, 'photo/batch', { mdf: `${one.mdf},${two.mdf}` });
    },
  },
  { id: 'third/company-nums', when: '', prepare: async (world) => () => ask(world, 'company/nums') },
  {
    id: 'third/company-nums',
    when: 'something has expired that is not on record yet',
    async prepare(world) {
      const who = await partnerWho(world, YEAR_MS, 0);
      return () => ask(world, 'company/nums', {}, { who });
    },
  },
  {
    id: 'third/photo-presign',
    when: '',
    prepare: async (world) => () => ask(world, 'photo/presign', { content_type: 'image/jpeg', bytes: '1000' }),
  },
  {
    id: 'uploads/serve',
    when: 'a partner’s photo',
    async prepare(world) {
      const { img_url } = await upload(world);
      return () => world.call('GET', new URL(img_url).pathname, { status: 302 });
    },
  },
  {
    id: 'workers/webhook',
    when: 'the partner takes it',
    async prepare(world) {
      const work = await toTell(world);
      return () => world.work('workers/webhook', work);
    },
  },
  {
    id: 'workers/webhook',
    when: 'the message again',
    async prepare(world) {
      const work = await toTell(world);
      await world.work('workers/webhook', work);
      return () => world.work('workers/webhook', work);
    },
  },
  {
    id: 'schedules/sweep',
    when: 'a partner is to be told',
    async prepare(world) {
      await world.stack.runSchedule('schedules/sweep');
      const { account, job } = await toTell(world);
      await dynamoWebhooks(world.table).resend(account, job, Date.now());
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
  repairing('workers/repair'),
  repairing('workers/repair-priority'),
  {
    id: 'workers/repair',
    when: 'a photo is repaired, and its partner wants to know',
    async prepare(world) {
      const work = await toRepair(world);
      return () => world.work('workers/repair', work);
    },
  },
  {
    id: 'schedules/sweep',
    when: 'prepaid uploads have expired',
    async prepare(world) {
      await world.stack.runSchedule('schedules/sweep');
      await partnerWho(world, YEAR_MS, 0);
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
  {
    id: 'schedules/sweep',
    when: 'the hour of a partner’s photo is over',
    async prepare(world) {
      const { account, job } = await message(world, (await repaired(world)).mdf);
      const past = { update: 'SET goneAt = :at, dueAt = :at', values: { ':at': Date.now() - 1 } };
      await updateItem(world.table, keys.job(account, job), past);
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
];
