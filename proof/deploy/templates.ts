import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Template {
  Resources: Record<string, { DeletionPolicy?: string }>;
}

/** The paths of an assembly's templates. */
export function templatesIn(assembly: string): string[] {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`${assembly} has no templates`);
  return templates.sort().map((file) => join(assembly, file));
}

/** Resources that stay when their stack goes. Read from the templates, because the emulator removes those too. */
export const outliving = (assembly: string): string[] =>
  templatesIn(assembly).flatMap((path) => {
    const { Resources } = JSON.parse(readFileSync(path, 'utf8')) as Template;
    return Object.entries(Resources).flatMap(([id, { DeletionPolicy = 'Delete' }]) => (DeletionPolicy === 'Delete' ? [] : [id]));
  });

/** Every template of an assembly as one text: two syntheses of the same sources have the same. */
export const templatesOf = (assembly: string): string =>
  templatesIn(assembly)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
