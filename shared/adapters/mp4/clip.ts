import {
  ALL_FORMATS,
  type AudioCodec,
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputTrack,
  type VideoCodec,
} from 'mediabunny';

export interface Track<Codec, Config> {
  codec: Codec;
  config: Config;
  /** In decode order; timestamps count from the clip's beginning, in seconds. */
  packets: readonly EncodedPacket[];
  /** When the last one is over. */
  end: number;
}

/** A clip as it is joined: its picture, and its sound if it has some. */
export interface ReadClip {
  video: Track<VideoCodec, VideoDecoderConfig>;
  audio: Track<AudioCodec, AudioDecoderConfig> | undefined;
}

/** Reads a clip's packets. Throws an Error when it is no video. */
export async function readClip(bytes: Uint8Array): Promise<ReadClip> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  const codec = await track?.getCodec();
  if (!track || !config || !codec) throw new Error('a clip has no video that can be read');
  const packets = await packetsOf(track);
  // A first frame that is to be shown late (frames that are decoded out of order) is the beginning all the same.
  const begin = Math.min(...packets.map(({ timestamp }) => timestamp));
  return { video: { codec, config, ...from(begin, packets) }, audio: await soundOf(input, begin) };
}

async function soundOf(input: Input, begin: number): Promise<ReadClip['audio']> {
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  const codec = await track?.getCodec();
  if (!track || !config || !codec) return undefined;
  // What comes before the picture is the encoder's run-up.
  const packets = (await packetsOf(track)).filter(({ timestamp }) => timestamp >= begin);
  return packets.length > 0 ? { codec, config, ...from(begin, packets) } : undefined;
}

async function packetsOf(track: InputTrack): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  if (packets.length === 0) throw new Error('a clip has a track without anything in it');
  return packets;
}

function from(begin: number, packets: EncodedPacket[]): Pick<ReadClip['video'], 'packets' | 'end'> {
  const moved = packets.map((packet) => packet.clone({ timestamp: packet.timestamp - begin }));
  return { packets: moved, end: Math.max(...moved.map(({ timestamp, duration }) => timestamp + duration)) };
}
