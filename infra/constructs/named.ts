import { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Gives a construct's resource the logical id `id`, which a person can type. */
export function named<T extends Construct>(id: string, construct: T): T {
  const resource = construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${id} has no resource of its own`);
  resource.overrideLogicalId(id);
  return construct;
}

/** `image-jobs` → `ImageJobs`, `payment.mismatch` → `PaymentMismatch`. */
export const pascal = (name: string): string => name.replace(/(^|[-.])(\w)/g, (_, __, letter: string) => letter.toUpperCase());
