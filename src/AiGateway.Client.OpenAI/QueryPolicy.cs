using System.ClientModel.Primitives;

namespace AiGateway.Client.Providers;

/// <summary>Adds the configured query parameters to every request.</summary>
internal sealed class QueryPolicy : PipelinePolicy
{
    private readonly string _query;

    public QueryPolicy(IEnumerable<KeyValuePair<string, string>> parameters) =>
        _query = string.Join('&', parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Add(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Add(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Add(PipelineMessage message)
    {
        var address = new UriBuilder(message.Request.Uri!);
        address.Query = address.Query.Length > 1 ? $"{address.Query}&{_query}" : _query;
        message.Request.Uri = address.Uri;
    }
}
