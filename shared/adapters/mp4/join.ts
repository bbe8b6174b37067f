import { BufferTarget, EncodedAudioPacketSource, type EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import type { Clip, JoinClips } from '../../domain/films/ports.ts';
import { type ReadClip, readClip, type Track } from './clip.ts';
import { inBand, sameBytes } from './parameter-sets.ts';

/** Seconds by which a clip may fall short of what is to be shown: its last frame is held for so long. */
const HELD = 0.5;

/** Joins MP4 clips with Mediabunny. The sound is kept when every clip has the same kind of it. The index goes in front, for players that stream. */
export const joinClips: JoinClips = async (clips) => {
  const read = await Promise.all(clips.map(({ bytes }) => readClip(bytes)));
  const [first] = read;
  if (!first) throw new Error('there is no clip to join');
  for (const [index, clip] of read.entries()) checkFit(first, clip, clips[index]!, index);

  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const video = new EncodedVideoPacketSource(first.video.codec);
  output.addVideoTrack(video);
  const audio = read.every((clip) => clip.audio && sameSound(first.audio, clip.audio)) ? first.audio : undefined;
  const sound = audio && new EncodedAudioPacketSource(audio.codec);
  if (sound) output.addAudioTrack(sound);
  await output.start();

  const alike = read.every((clip) => sameBytes(clip.video.config.description, first.video.config.description));
  const videoMeta = { decoderConfig: alike ? first.video.config : inBand.config(first.video.config) };
  let start = 0;
  for (const [index, clip] of read.entries()) {
    const { shown } = clips[index]!;
    const packets = cut(clip.video, shown, true);
    for (const [at, packet] of packets.entries()) {
      const whole = alike || at > 0 ? packet : inBand.packet(packet, clip.video.config);
      await video.add(whole.clone({ timestamp: whole.timestamp + start }), videoMeta);
    }
    if (sound) {
      for (const packet of cut(clip.audio!, shown, false)) {
        await sound.add(packet.clone({ timestamp: packet.timestamp + start }), { decoderConfig: audio.config });
      }
    }
    start += shown;
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
};

function checkFit(first: ReadClip, { video }: ReadClip, { shown }: Clip, index: number): void {
  const { codec, config, end } = video;
  const [was, is] = [first.video, video].map((track) => `${track.codec} ${track.config.codedWidth}x${track.config.codedHeight}`);
  if (was !== is) throw new Error(`clip ${index + 1} is ${is}, the first is ${was}`);
  if (codec !== 'avc' && !sameBytes(config.description, first.video.config.description))
    throw new Error(`clip ${index + 1} is coded otherwise`);
  if (end < shown - HELD) throw new Error(`clip ${index + 1} lasts ${end.toFixed(2)} s and is to be shown for ${shown} s`);
}

const sameSound = (one: ReadClip['audio'], other: ReadClip['audio']): boolean =>
  one?.config.codec === other?.config.codec &&
  one?.config.sampleRate === other?.config.sampleRate &&
  one?.config.numberOfChannels === other?.config.numberOfChannels &&
  sameBytes(one?.config.description, other?.config.description);

/**
 * The packets of a track from 0 to `shown`, in decode order. It ends at the first that is shown later: those after it may need it. With
 * `hold` the last picture stays until `shown`. A file's length comes from its last frame as shown and as decoded: both say how long.
 */
function cut({ packets }: Pick<Track<unknown, unknown>, 'packets'>, shown: number, hold: boolean): EncodedPacket[] {
  const beyond = packets.findIndex(({ timestamp }) => timestamp >= shown);
  const kept = beyond < 0 ? [...packets] : packets.slice(0, beyond);
  if (kept.length === 0) throw new Error('nothing of a clip is to be shown');
  const latest = kept.reduce((time, { timestamp }) => Math.max(time, timestamp), 0);
  const lasting = (packet: EncodedPacket): EncodedPacket => packet.clone({ duration: shown - latest });
  return hold ? kept.map((packet, at) => (packet.timestamp === latest || at === kept.length - 1 ? lasting(packet) : packet)) : kept;
}
