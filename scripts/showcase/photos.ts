import { readdirSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { UsageError } from '../operator/command.ts';

const extensions = new Set(['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif']);

export interface Photo {
  file: string;
  /** The file's name without its extension; unlike for photos of the same name, such as `a.jpg` and `a.png`. */
  name: string;
}

/** The photos of a folder, without its subfolders, by name. */
export function photosIn(folder: string): Photo[] {
  const files = read(folder)
    .filter((file) => extensions.has(parse(file).ext.toLowerCase()))
    .sort();
  if (files.length === 0) throw new UsageError(`${folder} holds no photo: ${[...extensions].join(' ')}`);
  const isDouble = (file: string): boolean => files.filter((other) => parse(other).name === parse(file).name).length > 1;
  return files.map((file) => ({ file: join(folder, file), name: isDouble(file) ? file : parse(file).name }));
}

function read(folder: string): string[] {
  const facts = statSync(folder, { throwIfNoEntry: false });
  if (!facts) throw new UsageError(`There is no folder ${folder}`);
  if (!facts.isDirectory()) throw new UsageError(`${folder} is a file: give the folder that it is in`);
  return readdirSync(folder);
}
