using System.Text.Json;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Checks answers against the JSON schema that their request asks for.</summary>
internal sealed class JsonSchemaPolicy(JsonSchemaPolicyOptions options) : SynchronousPolicy
{
    public override PolicyPhase Phases => PolicyPhase.Response;

    public override GovernanceDecision Decide(GovernanceContext context)
    {
        // A turn that calls tools is not the answer yet.
        if (context.Options.ResponseFormat is not ChatResponseFormatJson format || context.Response!.Messages.Any(message => message.Contents.Any(content => content is ToolCallContent)))
        {
            return GovernanceDecision.Allow;
        }

        try
        {
            using var document = JsonDocument.Parse(context.Response.Text);
            return format.Schema is not { } schema || new JsonSchemaValidator(schema).IsValid(document.RootElement) ? GovernanceDecision.Allow : Refuse("schema_mismatch");
        }
        catch (JsonException)
        {
            return Refuse("invalid_json");
        }
    }

    private GovernanceDecision Refuse(string reason) => options.Action is PolicyAction.Flag ? GovernanceDecision.Flag(reason) : GovernanceDecision.Deny(reason);
}
