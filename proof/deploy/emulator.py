"""Starts MiniStack and teaches it the one resource type of our stacks that its CloudFormation lacks.

MiniStack has CloudWatch Logs' metric filters, but 1.4.21 can't create them from a template.
"""

from ministack.app import main
from ministack.services import cloudwatch_logs
from ministack.services.cloudformation import handlers, provisioners


def camel(value):
    """CloudFormation writes MetricName where the API writes metricName."""
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: camel(part) for name, part in value.items()}
    return [camel(part) for part in value] if isinstance(value, list) else value


def create(logical_id, props, stack_name):
    name = props.get("FilterName") or provisioners._physical_name(stack_name, logical_id)
    status, _, body = cloudwatch_logs._put_metric_filter({**camel(props), "filterName": name})
    if status != 200:
        raise ValueError(body)
    return name, {}


def delete(physical_id, props):
    cloudwatch_logs._delete_metric_filter({"logGroupName": props["LogGroupName"], "filterName": physical_id})


provisioners._RESOURCE_HANDLERS.setdefault("AWS::Logs::MetricFilter", {"create": create, "delete": delete})


def by_name(params):
    """`cdk destroy` deletes by the stack's ARN; 1.4.21 knows names, and takes an ARN for a stack that is gone already."""
    given = params.get("StackName", [""])
    text = given[0] if isinstance(given, list) else given
    if text.startswith("arn:"):
        text = text.split("/")[1]
    return {**params, "StackName": [text] if isinstance(given, list) else text}


delete_stack = handlers._ACTION_HANDLERS["DeleteStack"]
delete_change_set = handlers._ACTION_HANDLERS["DeleteChangeSet"]


def delete_change_set_if_there(params):
    """CloudFormation answers with success when there is no such change set; 1.4.21 with 404."""
    answer = delete_change_set(params)
    return handlers._xml(200, "DeleteChangeSetResponse", "") if answer[0] == 404 else answer


handlers._ACTION_HANDLERS["DeleteStack"] = lambda params: delete_stack(by_name(params))
handlers._ACTION_HANDLERS["DeleteChangeSet"] = delete_change_set_if_there

if __name__ == "__main__":
    main()
