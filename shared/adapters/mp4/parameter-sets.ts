import type { EncodedPacket } from 'mediabunny';

/**
 * H.264's parameter sets (SPS, PPS) stand once in a file's index. Clips with different ones share a track when each brings its own in front of
 * its first frame; the track then says `avc3` in place of `avc1` (ISO/IEC 14496-15, 5.3.1).
 */
export const inBand = {
  config: (config: VideoDecoderConfig): VideoDecoderConfig => ({ ...config, codec: config.codec.replace(/^avc1/, 'avc3') }),
  packet: (packet: EncodedPacket, { description }: VideoDecoderConfig): EncodedPacket =>
    packet.clone({ data: Buffer.concat([...unitsOf(bytesOf(description)), packet.data]) }),
};

type Description = VideoDecoderConfig['description'];

export function sameBytes(one: Description, other: Description): boolean {
  if (one === undefined || other === undefined) return one === other;
  return bytesOf(one).equals(bytesOf(other));
}

/** The sets in an `avcC` record (5.3.3.1), each behind its length in 4 bytes, as frames have it. */
function unitsOf(avcC: Buffer): Buffer[] {
  if ((avcC[4]! & 3) !== 3) throw new Error('frames whose lengths are not written in 4 bytes');
  const units: Buffer[] = [];
  let at = 5;
  // First the SPS, whose number is in 5 bits, then the PPS.
  for (const mask of [0x1f, 0xff]) {
    const count = avcC[at++]! & mask;
    for (let index = 0; index < count; index++) {
      const length = avcC.readUInt16BE(at);
      const prefix = Buffer.alloc(4);
      prefix.writeUInt32BE(length);
      units.push(prefix, avcC.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return units;
}

const bytesOf = (source: Description): Buffer => {
  if (source === undefined) return Buffer.alloc(0);
  return ArrayBuffer.isView(source) ? Buffer.from(source.buffer, source.byteOffset, source.byteLength) : Buffer.from(source);
};
