import { CloudFormationClient, paginateDescribeStacks, paginateListStackResources, type Stack } from '@aws-sdk/client-cloudformation';
import { STAGE } from './account.ts';

const client = () => new CloudFormationClient();

export interface Resource {
  stack: string;
  type: string;
  logicalId: string;
  physicalId: string;
}

/** The stage's stacks, without the CDK's own. */
export async function stacksOfStage(): Promise<Stack[]> {
  const found: Stack[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: client() }, {})) found.push(...Stacks);
  return found.filter(({ StackName, StackStatus }) => StackName?.startsWith(`Darkroom-${STAGE}-`) && StackStatus !== 'DELETE_COMPLETE');
}

/** Every resource of the stage's stacks. */
export async function resourcesOfStage(): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const { StackName: stack = '' } of await stacksOfStage())
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: client() }, { StackName: stack }))
      for (const {
        ResourceType: type = '',
        LogicalResourceId: logicalId = '',
        PhysicalResourceId: physicalId = '',
      } of StackResourceSummaries)
        resources.push({ stack, type, logicalId, physicalId });
  return resources;
}

/** The address that the deployment printed as `Url`. */
export async function printedUrl(): Promise<string> {
  const outputs = (await stacksOfStage()).flatMap(({ Outputs = [] }) => Outputs);
  const url = outputs.find(({ OutputKey }) => OutputKey === 'Url')?.OutputValue;
  if (!url) throw new Error('the deployment printed no Url');
  return url;
}

/** `AWS::DynamoDB::GlobalTable` → its name. */
export async function physicalId(type: string): Promise<string> {
  const found = (await resourcesOfStage()).filter((resource) => resource.type === type);
  if (found.length !== 1) throw new Error(`there are ${found.length} of ${type}, not one`);
  return found[0]!.physicalId;
}

/** `AWS::Lambda::Function` → 21, most first. */
export function countByType(resources: readonly Resource[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}
