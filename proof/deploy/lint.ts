import { outcomeOf } from './commands.ts';
import { inVenv } from './python.ts';
import { templatesIn } from './templates.ts';

/** Rules of cfn-lint that our templates break on purpose. */
export const ignored: Readonly<Record<string, string>> = {
  W3005: 'the CDK names the role of every Lambda in DependsOn too, on purpose: its policies must be there before the function is',
};

/** Reads every template of these assemblies; informational findings count too. Answers how many it read. */
export async function lintTemplates(assemblies: readonly string[]): Promise<string> {
  const paths = assemblies.flatMap(templatesIn);
  const rules = Object.keys(ignored).flatMap((rule) => ['--ignore-checks', rule]);
  const { code, output } = await outcomeOf(inVenv('cfn-lint'), [
    '--include-checks',
    'I',
    '--format',
    'parseable',
    ...rules,
    '--',
    ...paths,
  ]);
  if (code !== 0) throw new Error(output);
  return `${paths.length} templates, ignored: ${Object.keys(ignored).join(', ')}`;
}
