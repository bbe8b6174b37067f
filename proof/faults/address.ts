let addresses = 0;

/** An address that nobody had before, whom no limit concerns yet: 127.1.0.1, 127.1.0.2, …: all of them are this machine. */
export const nextAddress = (): string => {
  const at = addresses++;
  return `127.${1 + ((at >> 14) & 127)}.${(at >> 7) & 127}.${1 + (at & 127)}`;
};
