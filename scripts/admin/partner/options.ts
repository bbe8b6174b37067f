import { type PackageSize, packageSizes } from '#shared/domain/partners/prices.ts';
import { type Grace, graces, type Lane, lanes } from '#shared/domain/partners/types.ts';
import { UsageError } from '../../operator/command.ts';

const oneOf = <T extends string | number>(what: string, all: readonly T[]) => {
  return (text: string): T => all.find((one) => String(one) === text) ?? refuse(`${what} is one of: ${all.join(', ')}`);
};

const refuse = (message: string): never => {
  throw new UsageError(message);
};

export const laneOf: (text: string) => Lane = oneOf('A lane', lanes);
export const graceOf: (text: string) => Grace = oneOf('A grace', graces);
export const packageOf: (text: string) => PackageSize = oneOf('A package', packageSizes);
