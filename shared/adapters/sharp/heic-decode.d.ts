/** heic-decode 2 has no types of its own. */
declare module 'heic-decode' {
  interface Decoded {
    width: number;
    height: number;
    data: Uint8ClampedArray;
  }
  interface Found {
    width: number;
    height: number;
    decode(): Promise<Decoded>;
  }
  interface HeicDecode {
    (input: { buffer: Uint8Array }): Promise<Decoded>;
    all(input: { buffer: Uint8Array }): Promise<Found[] & { dispose(): void }>;
  }
  const decode: HeicDecode;
  export default decode;
}
